#!/usr/bin/env bash
# Runs inside the booted copy; writes what tests/it/package/mod.rs asserts, a file for each.
exec 2>/found/errors
service=flask-session-demo

# The first answer may take a moment; the loop is bounded.
wait_for_answer() {
    for _ in {1..200}; do
        curl --silent --max-time 5 --dump-header /found/header \
            http://127.0.0.1:5000/sante >/found/health && return
        sleep 0.05
    done
}

# Where a machine was made by a tool for containers, this forbids to start services.
rm -f /usr/sbin/policy-rc.d
wait_for_answer
process=$(systemctl show --property MainPID --value $service)
cp "/proc/$process/status" /found/status
stat --format '%a' /var/lib/private/$service >/found/state
ls /var/lib/private/$service >/found/files
systemctl is-enabled $service >/found/enabled
# The key survives a restart.
md5sum /var/lib/private/$service/secret_key >/found/key_before
systemctl restart $service
wait_for_answer
md5sum /var/lib/private/$service/secret_key >/found/key_after
# An upgrade restarts it; a removal stops it, and leaves what it has stored.
main_process() { systemctl show --property MainPID --value $service; }
before=$(main_process)
dpkg --install /found.deb >/found/upgrade 2>&1
wait_for_answer
[[ $(main_process) != "$before" && $(main_process) != 0 ]] && echo yes >/found/restarted
systemctl stop $service
systemctl show --property Result,ExecMainStatus $service >/found/ended
systemctl start $service
wait_for_answer
systemctl is-active $service >/found/active_before
dpkg --remove $service >/found/removal 2>&1
systemctl is-active $service >/found/active_after
journalctl --unit $service --output cat >/found/journal
