//! Texts from public repositories and bug reports, reduced to what matters.

use flask_session_demo::anatomy::paste::{NotFound, find_all};

/// The source, the text, and the values in it.
type Row = (&'static str, &'static str, &'static [&'static str]);

const ROWS: &[Row] = &[
    (
        "an access log of http.server, to which a script sent the cookie",
        "10.129.xx.xx - - [29/Sep/2025 19:01:15] \"GET /yoink/session=.eJw9jbEOgzAMRP_Fc4UEZcpER74iMolLLSUGxc6AEP-Ooqod793T3QmRdU94zBEcYL8M4RlHeADrK2YWcFYqteg571R0EzSW1RupVaUC7o1Jv8aPeQxhq2L_rkHBTO2irU6ccaVydB9b4LoBKrMv2w.aNq7VQ.hdOsYkpz87iLXgquYfoRmmSzwsg HTTP/1.1\" 404 -\n",
        &[
            ".eJw9jbEOgzAMRP_Fc4UEZcpER74iMolLLSUGxc6AEP-Ooqod793T3QmRdU94zBEcYL8M4RlHeADrK2YWcFYqteg571R0EzSW1RupVaUC7o1Jv8aPeQxhq2L_rkHBTO2irU6ccaVydB9b4LoBKrMv2w.aNq7VQ.hdOsYkpz87iLXgquYfoRmmSzwsg",
        ],
    ),
    (
        "a query of a write-up in Markdown, escaped",
        "Tenemos la cookie:\n\\`c=session=.eJw9jbEOgzAMRP_Fc4UEZcpER74iMolLLSUGxc6AEP-Ooqod793T3QmRdU94zBEcYL8M4RlHeADrK2YWcFYqteg571R0EzSW1RupVaUC7o1Jv8aPeQxhq2L_rkHBTO2irU6ccaVydB9b4LoBKrMv2w.aOzo2A.7XVtQ7-bk28X8Mo8ymB4xYZ8Rh4\\`\n",
        &[
            ".eJw9jbEOgzAMRP_Fc4UEZcpER74iMolLLSUGxc6AEP-Ooqod793T3QmRdU94zBEcYL8M4RlHeADrK2YWcFYqteg571R0EzSW1RupVaUC7o1Jv8aPeQxhq2L_rkHBTO2irU6ccaVydB9b4LoBKrMv2w.aOzo2A.7XVtQ7-bk28X8Mo8ymB4xYZ8Rh4",
        ],
    ),
    (
        "a README with the output of curl -i, indented",
        "    HTTP/1.1 200 OK\n    Content-Type: application/json\n    Access-Control-Allow-Origin: *\n    Set-Cookie: session=eyJzZXNzaWQiOiIyRk1ZcU9HYldlOVM0cmhaazUzSktjd0hDdG4weGRoNXVTT2Y2Z3VmVFpGcjNHVGtJbCJ9.DmiWcg.DUvTvKUrPZ_FCJN0DDKSHeSuYW4; HttpOnly;  Path=/\n    Content-Length: 42\n    Date: Wed, 29 Aug 2018 20:41:22 GMT\n\n    {\n",
        &[
            "eyJzZXNzaWQiOiIyRk1ZcU9HYldlOVM0cmhaazUzSktjd0hDdG4weGRoNXVTT2Y2Z3VmVFpGcjNHVGtJbCJ9.DmiWcg.DUvTvKUrPZ_FCJN0DDKSHeSuYW4",
        ],
    ),
    (
        "a write-up of HackTheBox's Writer: curl -i and its page",
        "HTTP/1.1 200 OK\nDate: Fri, 20 Aug 2021 19:19:19 GMT\nServer: Apache/2.4.41 (Ubuntu)\nContent-Length: 1296\nVary: Cookie,Accept-Encoding\nSet-Cookie: session=eyJ1c2VyIjoiJyBvciAxPTEgLS0gIn0.YSAANw.tTdjVuVEhn9ZHaIg40Acyof-M9M; HttpOnly; Path=/\nContent-Type: text/html; charset=utf-8\n\n<!doctype html>\n",
        &["eyJ1c2VyIjoiJyBvciAxPTEgLS0gIn0.YSAANw.tTdjVuVEhn9ZHaIg40Acyof-M9M"],
    ),
    (
        "a request of Burp in a blog, with its form",
        "Content-Type: application/x-www-form-urlencoded\nContent-Length: 17\nCookie: session=eyJ1c2VyIjoiZyJ9.De86bA._5mt5MP3jSvnrSa93vYjwjiywsA\nDNT: 1\nConnection: close\nUpgrade-Insecure-Requests: 1\n\nadress=g&amount=5\n",
        &["eyJ1c2VyIjoiZyJ9.De86bA._5mt5MP3jSvnrSa93vYjwjiywsA"],
    ),
    (
        "pwn.college: a request typed with echo, line ends as \\r\\n",
        "hacker@talking-web-level-38:~/Desktop$ echo -ne \"Get / HTTP/1.1\\r\\nCookie: session=eyJzdGF0ZSI6MX0.Za0wNg.F_S_3DCkmlOGmX3WFPf0Rb5P0dM\\r\\n\\r\\n\" | nc 127.0.0.1 80\n",
        &["eyJzdGF0ZSI6MX0.Za0wNg.F_S_3DCkmlOGmX3WFPf0Rb5P0dM"],
    ),
    (
        "the answer of a server of tests, where `session` is an object, too",
        "{\n  \"cookies\": [\n    {\n      \"mouse\": \"Cookie\"\n    },\n    {\n      \"session\": \"eyJnb29kbmlnaHQiOiJNb29uIiwiaGVsbG8iOiJXb3JsZCJ9.Y3KXKQ.oTqGI6rmhKDNLizZaHfJadRybUc\"\n    }\n  ],\n  \"session\": {\n    \"session_accessed\": true,\n",
        &["eyJnb29kbmlnaHQiOiJNb29uIiwiaGVsbG8iOiJXb3JsZCJ9.Y3KXKQ.oTqGI6rmhKDNLizZaHfJadRybUc"],
    ),
    (
        "a script for requests, in one line",
        "cookie = {\"session\": \"eyJydW4iOmZhbHNlfQ.YSBRoA.tysIiP53vCiR6K95eHZA_1hxk30\"}\n\n\ndef encrypt(index):\n",
        &["eyJydW4iOmZhbHNlfQ.YSBRoA.tysIiP53vCiR6K95eHZA_1hxk30"],
    ),
    (
        "and in several",
        "cookies = {\n    \"session\": \"eyJjc3JmX3Rva2VuIjoibzhNa2pBY0hhbFY2Nk5rWUpSeVZMdz09IiwiaXNfYWRtaW4iOnRydWV9.ah8csg.FQD1lh0WZQNmLv8_zT21RgYsL0A\"\n}\n\nresponse = requests.get(\n",
        &[
            "eyJjc3JmX3Rva2VuIjoibzhNa2pBY0hhbFY2Nk5rWUpSeVZMdz09IiwiaXNfYWRtaW4iOnRydWV9.ah8csg.FQD1lh0WZQNmLv8_zT21RgYsL0A",
        ],
    ),
    (
        "headers of requests",
        "headers = {\n    'Cookie': 'session=eyJ1c2VyIjp7Il9pZCI6ImZkZDAwOGZmNmE0ZjQxN2JhOTI3ZTJiZTkyZWVjYzk5IiwidXNlcm5hbWUiOiJhIn19.ZVmVAQ.UxOlP1pYJWttIh4U-MQimuCwaDc',\n    'Content-Type': 'application/json',\n",
        &[
            "eyJ1c2VyIjp7Il9pZCI6ImZkZDAwOGZmNmE0ZjQxN2JhOTI3ZTJiZTkyZWVjYzk5IiwidXNlcm5hbWUiOiJhIn19.ZVmVAQ.UxOlP1pYJWttIh4U-MQimuCwaDc",
        ],
    ),
    (
        "Postman's code for axios, commented out",
        "        headers: { \n          'x-api-key': '49101de129a34ce79adf7ec2c9ae7f5d', \n          //'Cookie': 'session=eyJfcGVybWFuZW50Ijp0cnVlfQ.Y26vrA.hS5pj3AunytXg36tZdYexbKnm9k'\n        },\n",
        &["eyJfcGVybWFuZW50Ijp0cnVlfQ.Y26vrA.hS5pj3AunytXg36tZdYexbKnm9k"],
    ),
    (
        "headers in one line",
        "headers = {'Cookie':'session=eyJlbWFpbCI6InRlc3RAdGVzdC5jb20ifQ.YQPYbw.q9yMWa_6Bls8QJ3g85U1O9bK8Ws'}\n",
        &["eyJlbWFpbCI6InRlc3RAdGVzdC5jb20ifQ.YQPYbw.q9yMWa_6Bls8QJ3g85U1O9bK8Ws"],
    ),
    (
        "print(session.cookies) of requests",
        "# Results are: <RequestsCookieJar[<Cookie session=eyJ1c2VybmFtZSI6ImtyYXhpZXIifQ.Z-rgDQ.WBpBCskUYlrfvpfUmvot8J1_b0s for quotes.toscrape.com/>]>\n",
        &["eyJ1c2VybmFtZSI6ImtyYXhpZXIifQ.Z-rgDQ.WBpBCskUYlrfvpfUmvot8J1_b0s"],
    ),
    (
        "and of two runs",
        "1. <RequestsCookieJar[<Cookie session=eyJ1c2VybmFtZSI6ImtyYXhpZXIifQ.Z-xIdA.VTo8NMQps953UkmhIAWCCnMmGs8 for quotes.toscrape.com/>]>\n2. <RequestsCookieJar[<Cookie session=eyJ1c2VybmFtZSI6ImtyYXhpZXIifQ.Z-xIlQ.CHRMsXu280REQPUzK6zP-8DJqFA for quotes.toscrape.com/>]>\n",
        &[
            "eyJ1c2VybmFtZSI6ImtyYXhpZXIifQ.Z-xIdA.VTo8NMQps953UkmhIAWCCnMmGs8",
            "eyJ1c2VybmFtZSI6ImtyYXhpZXIifQ.Z-xIlQ.CHRMsXu280REQPUzK6zP-8DJqFA",
        ],
    ),
    (
        "Werkzeug's Cookie in a trace of pytest, flask-webtest#20",
        "self = <CookieJar[]>\ncookie = Cookie(key='session', value='eyJfdXNlcl9pZCI6ImpISGI3WVM5UnVjZzJNVzhjMkp3YVkifQ.ZF5HqQ.tMUUUvh3k9j8EbMzheupDdSvY6o', d...one, max_age=None, domain='keg.example.com', origin_only=False)\n",
        &["eyJfdXNlcl9pZCI6ImpISGI3WVM5UnVjZzJNVzhjMkp3YVkifQ.ZF5HqQ.tMUUUvh3k9j8EbMzheupDdSvY6o"],
    ),
    (
        "the headers that Scrapy prints",
        "{'Set-Cookie': 'session=eyJjc3JmX3Rva2VuIjoicUlPVGNnQ2FKZmJaS3NOdmlIREFWbVdvWGtMakJkVXl1U3BScmVZTWhRd0d6dEZueFBsRSJ9.D68Log.3ANox76h0whpTRjkqNo7JRgCtWI; HttpOnly; Path=/',...,'Content-Encoding':'gzip','Content-Type':'text/html; charset=utf-8',......}\n",
        &[
            "eyJjc3JmX3Rva2VuIjoicUlPVGNnQ2FKZmJaS3NOdmlIREFWbVdvWGtMakJkVXl1U3BScmVZTWhRd0d6dEZueFBsRSJ9.D68Log.3ANox76h0whpTRjkqNo7JRgCtWI",
        ],
    ),
    (
        "« Copy as PowerShell » with the id of a session that CTFd keeps",
        "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$session.UserAgent = \"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/96.0.4664.110 Safari/537.36\"\n$session.Cookies.Add((New-Object System.Net.Cookie(\"session\", \"dsfsfsdfsdfsdfsdfsdfsfsdfsdfsfdsdfsdf.2reMeeiZRPKdnSPgiiwd06eR5IQ\", \"/\", \"2021.kcahatnas.xyz\")))\nInvoke-WebRequest -UseBasicParsing -Uri \"https://2021.kcahatnas.xyz/challenges\" `\n-WebSession $session `\n",
        &["dsfsfsdfsdfsdfsdfsdfsfsdfsdfsfdsdfsdf.2reMeeiZRPKdnSPgiiwd06eR5IQ"],
    ),
    (
        "Playwright's storageState in a chapter on tests: no Flask cookie",
        "{\n  \"cookies\": [\n    {\n      \"name\": \"session\",\n      \"value\": \"bWFyaWFAZXhhbXBsZS5jb20=\",\n      \"domain\": \"localhost\",\n      \"path\": \"/\",\n      \"expires\": -1\n    }\n  ]\n}\n",
        &["bWFyaWFAZXhhbXBsZS5jb20="],
    ),
];

#[test]
fn each_text_gives_its_cookies_and_nothing_else() {
    for (place, text, expected) in ROWS {
        let values: Vec<String> = match find_all(text, "session") {
            Ok(found) => found.into_iter().map(|it| it.value).collect(),
            Err(NotFound::Nothing | NotFound::Several(_)) => Vec::new(),
        };
        assert_eq!(values, *expected, "{place}");
    }
}
