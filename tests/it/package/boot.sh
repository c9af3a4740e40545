#!/usr/bin/env bash
# boot.sh FOLDER DEB: boots this machine's systemd in new namespaces, on a temporary copy of this
# machine's files; installs the package there, starts its service, and leaves the findings of
# check.sh in FOLDER/found. Needs root; changes nothing outside.
set -euo pipefail
folder=$1 deb=$2
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")

# The second half, inside the namespaces.
if [[ ${3-} == inside ]]; then
    mount -t tmpfs tmpfs "$folder/scratch"
    mkdir "$folder/scratch/upper" "$folder/scratch/work" "$folder/scratch/root"
    mount -t overlay overlay "$folder/scratch/root" \
        -o "lowerdir=/,upperdir=$folder/scratch/upper,workdir=$folder/scratch/work"
    cd "$folder/scratch/root"
    mount -t proc proc proc
    mount -t sysfs -o ro sysfs sys
    mount -t cgroup2 cgroup2 sys/fs/cgroup
    mount -t tmpfs -o mode=755 tmpfs run
    mount -t tmpfs -o mode=755 tmpfs dev
    mkdir dev/{pts,shm,mqueue,hugepages} found
    for node in null zero full random urandom tty; do cp -a "/dev/$node" dev/; done
    mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
    ln -s pts/ptmx dev/ptmx
    mount --bind "$folder/found" found
    cp "$deb" found.deb
    cp "$here/check.sh" "$here/check.service" .
    mv check.service etc/systemd/system/
    mkdir old
    pivot_root . old
    umount -l /old
    dpkg --install /found.deb >/found/dpkg 2>&1
    exec env -i container=unshare PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        /lib/systemd/systemd --system --unit=check.service --log-target=null
fi

mkdir -p "$folder/scratch" "$folder/found"
# A new control group, which systemd takes for the topmost one.
groups=$(findmnt --noheadings --first-only --output TARGET --types cgroup2)
group=$groups/fsd-package-test.$$
mkdir "$group"
echo $$ >"$group/cgroup.procs"
ended=0
timeout --kill-after=5 60 \
    unshare --mount --pid --fork --kill-child --ipc --uts --net --cgroup \
    bash "${BASH_SOURCE[0]}" "$folder" "$deb" inside || ended=$?
echo $$ >"$groups/cgroup.procs"
find "$group" -depth -type d -exec rmdir {} +
exit "$ended"
