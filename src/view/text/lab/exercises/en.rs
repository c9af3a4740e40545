//! The ten exercises in English. Text between backticks is to be typed as it is.

use super::{ExerciseText, Exercises};

pub(super) const TEXT: Exercises = Exercises {
    memory: ExerciseText {
        name: "HTTP has no memory",
        question: "You sign in with a first `curl`, then you ask for the home page with a second `curl`. Does the site recognize you?",
        choices: &[
            "Yes: the server remembers my IP address.",
            "No: the second `curl` brings nothing back to the server.",
            "Yes, for some minutes.",
        ],
        steps: &[
            "Sign in, and keep nothing of the response. `302` says that it was accepted.",
            "Ask for the home page, and look for your name in the heading.",
            "Do it again with a cookie jar: `-c` writes it, `-b` reads it.",
        ],
        ask: "Where is the memory kept, and who brings it back?",
        hints: [
            "Compare the command of step 2 and the last one: what does `-b` do?",
            "Add `-v` to the commands, and look for the lines `Set-Cookie:` and `Cookie:`.",
            "Open the file of the jar: it is all that changed between the two attempts.",
        ],
        correction: &[
            "HTTP does not link two requests: the server answers each as if it were the first. What has you recognized is the cookie, kept by the client, which the client brings back with each request.",
            "Flask keeps nothing either: the whole session travels in that cookie. Another server with the same key would recognize you, too.",
        ],
    },
    headers: ExerciseText {
        name: "Set-Cookie and Cookie",
        question: "Signed out, you sign in, then you see five pages of the site: 6 requests in all. How many responses carry `Set-Cookie: session`, how many requests carry `Cookie: session`?",
        choices: &[
            "6 `Set-Cookie` and 6 `Cookie`",
            "1 `Set-Cookie` and 5 `Cookie`",
            "1 `Set-Cookie` and 1 `Cookie`",
            "6 `Set-Cookie` and 5 `Cookie`",
        ],
        steps: &[
            "Sign out, open the browser's tools (`F12`, Network), then set the counter back to zero.",
            "Sign in, then click four times on Home or Teachers: with the home page that follows the sign-in, that makes 6 requests. The page of the form and static files do not count. Or, in a terminal:",
            "Count the two headers, for the cookie `session` alone, and write your numbers.",
        ],
        ask: "Who sends what, and when? Why is there nothing with the GET that follows?",
        hints: [
            "`Set-Cookie` goes from the server to the browser, `Cookie` the other way.",
            "The page of exchanges shows your requests as the server received them, and why a cookie was sent or not.",
            "Flask writes the cookie only if the session has changed.",
        ],
        correction: &[
            "One `Set-Cookie`, at the sign-in: that is when the session changes. Then the browser sends `Cookie` with each request, five times, and the server has nothing to write anew.",
            "A permanent session would be another matter: Flask then renews the cookie with each response.",
        ],
    },
    reading: ExerciseText {
        name: "Read without the key",
        question: "The course claims that the cookie is encrypted and that the secret key is needed to read it. Is that true?",
        choices: &[
            "True",
            "False: everything can be read",
            "False, but for the name",
        ],
        steps: &[
            "The server is going to hide a word in your session; the commands of step 2 appear then.",
            "Read the payload of the cookie, without a key.",
            "Write the word that you have found.",
        ],
        ask: "What is the key for, then? What must never be put into a session?",
        hints: [
            "The word is in the first part of the cookie, before the first dot.",
            "base64url is no encryption: it writes bytes as letters, without a secret.",
            "The word follows `mot` in the JSON that the command shows.",
        ],
        correction: &[
            "False. The cookie is signed, not encrypted: anyone can read it, nobody can change it without the key, and whoever has the key can forge it.",
            "So the key is not for reading, but for signing and verifying. Nothing secret belongs into a Flask session: no password, no mark, no address.",
        ],
    },
    one_byte: ExerciseText {
        name: "One byte out of place",
        question: "You change a single thing in your cookie: ① a byte of the payload, ② the timestamp, ③ the signature, or ④ the very last character. What is accepted?",
        choices: &[
            "Nothing, anywhere: each character counts.",
            "Nothing here; but Flask would accept some last characters ④.",
            "③: the signature is no content.",
            "②: the date is not signed.",
        ],
        steps: &[
            "On the bench, change a single thing at a time, then “Verify as it is”: the payload, the timestamp, the signature, at last its last character, to the letter or digit that follows.",
            "Then the real site: change a character of the cookie `session` in the browser's tools (Storage or Application), and load the home page again. Or:",
        ],
        ask: "Why is it not enough to change the signature alone? Where have the 2 bits gone?",
        hints: [
            "The bench starts from your cookie and compares with it; go “Back to the original cookie” between two attempts.",
            "27 characters of 6 bits are 162 bits; HMAC-SHA1 gives 160.",
            "The site says nothing of a bad cookie: the page is anonymous, that is all. The inspector says why.",
        ],
        correction: &[
            "The signature is over the payload and the timestamp: changing one bit of them changes the whole signature that is expected, and without the key nobody computes the new one.",
            "The last character carries 6 bits, of which only 4 are used. Python ignores the other 2: four last characters give the same bytes, and Flask accepts them. This server is stricter and accepts only the one that it has written. That is no hole: the bytes of the signature are the same.",
        ],
    },
    the_key: ExerciseText {
        name: "The key is everything",
        question: "The key of this server is printed in the course. Can you become “direction” (the head) without a password?",
        choices: &[
            "No: a password is needed.",
            "No: the server never issued that cookie and will see it.",
            "Yes: with the key I sign whatever I like.",
        ],
        steps: &[
            "Put the course's key into a file:",
            "Sign the session of your choice; it has to name “direction” and carry your code:",
            "Send it to the page of the head; or paste it into the cookie `session` of your browser (make it if there is none), and open this page.",
        ],
        ask: "What does a key left in a Git repository allow? What is to be done once it has happened?",
        hints: [
            "`sign-cookie` does what Flask would do: the same bytes.",
            "If the page says “Dated in the future”, the clock of your machine is ahead: add `--timestamp -5s`.",
            "The code in the session must be yours, in capitals.",
        ],
        correction: &[
            "Yes. The signature only proves that its author has the key. The server keeps no list of the cookies that it issued: a rightly signed cookie is a real cookie.",
            "A published key (course text, `__init__.py`, Git repository) gives access to all accounts. It has to be replaced, and the new one kept out of the code: environment variable or file.",
        ],
    },
    weak_key: ExerciseText {
        name: "Guess the key",
        question: "A cookie is signed with a key that a human chose, a word or nearly one. How long does it take to find it, without asking the server anything?",
        choices: &[
            "Years: there are 2¹⁶⁰ possible signatures.",
            "Some seconds: one tries a list of words.",
            "It is impossible: the server would block the attempts.",
        ],
        steps: &[
            "Take the list of words of this server:",
            "Try each word on this cookie, signed with a weak key that is yours alone:",
            "Write the key that you have found.",
        ],
        ask: "How many attempts for a key of 256 bits? Why the course's command, or `keygen`?",
        hints: [
            "The cookie is enough: each attempt computes a signature and compares it. The server knows nothing of it.",
            "`decode-cookie` ends with code 0 when the key is right, with 4 otherwise.",
            "One command does the whole loop: `decode-cookie --wordlist` followed by the list. Who has `flask-unsign` can give it the same one, with `--no-literal-eval`.",
        ],
        correction: &[
            "Some seconds. The signature is an answer to “is this the right key?”, a question that one can ask at home as often as one likes.",
            "64 random hexadecimal digits are 256 bits: with a billion attempts a second, the age of the universe would not do. That is what `secrets.token_hex()` and `flask-session-demo keygen` give.",
        ],
    },
    two_clocks: ExerciseText {
        name: "Two clocks",
        question: "Your cookie is good for a time that you choose. In the browser, you put its date `Expires` off until 2099. Does it last longer?",
        choices: &[
            "Yes, until 2099.",
            "No: the browser refuses that change.",
            "No: the server judges the timestamp, which is signed.",
        ],
        steps: &[
            "Choose the duration and receive the cookie `horloge`:",
            "In the browser's tools (Storage or Application), set the date of expiry of the cookie `horloge` to 2099 (Chrome cuts it to 400 days, which will do). Wait until the duration is over, then show it to the server.",
            "Or, without the browser's tools: `curl` sends the cookie whatever its age.",
        ],
        ask: "Which clock protects whom? Why does the server not rely on `Expires`?",
        hints: [
            "The date `Expires` is a wish of the server that the browser fulfills; nothing obliges it to.",
            "Compare the timestamp of the cookie (second part) with the time of the server.",
            "Too early? The server says how many seconds are left.",
        ],
        correction: &[
            "No. The browser's date only decides whether it still sends the cookie. The server counts the age from the timestamp, which is in the cookie, under the signature: changing it breaks the signature.",
            "That is why servers that share a key must be on time: a cookie dated one second in the future is refused.",
        ],
    },
    signed_out: ExerciseText {
        name: "Signed out, really?",
        question: "You copy the value of your cookie, you sign out, then you send the copy again. What does the site answer?",
        choices: &[
            "It does not know me any more: the session was deleted.",
            "It recognizes me: nothing tells the copy from the original.",
            "An error: this cookie was used already.",
        ],
        steps: &[
            "Signed in, copy the value of the cookie `session` (the browser's tools), then sign out.",
            "Make the cookie `session`, which the browser has no more, with the value that you copied, and load the home page.",
            "Or, in a terminal:",
        ],
        ask: "There are three remedies: a short duration, a list on the server, changing the key. What does each cost?",
        hints: [
            "At the logout, look at the response: what does it ask of the browser?",
            "The inspector says of such a cookie: “Valid, but issued before you signed out”.",
            "`serve --revoke-on-logout` shows one of the remedies.",
        ],
        correction: &[
            "The copy works. `session.clear()` asks the browser to forget the cookie; the server has nothing to delete, for it has nothing. A stolen cookie is good for up to 31 days.",
            "Short duration: one signs in more often. A list on the server (`--revoke-on-logout`): it has to be kept, and read with each request. Changing the key: everybody is signed out.",
            "Nor does the course empty the session at the sign-in: what was put there before stays. This site does empty it.",
        ],
    },
    cross_site: ExerciseText {
        name: "Attributes and CSRF",
        question: "Your cookie has `SameSite=Lax`. The page of another site contains a link, an image and a form, all to `/logout` of this site. Which of them arrive with your cookie?",
        choices: &["The link alone", "All three", "None of the three"],
        steps: &[
            "This exercise is done on your own machine, which has two names. Sign in, and keep the original settings to begin with; you can change them later.",
            "Open the hostile page, under the other name, and try the link, the image, the form. Sign in again between two attempts where needed.",
            "Change `SameSite` in the settings and do it again. Then `HttpOnly`: type `document.cookie` in the browser's console (`F12`), with it and without.",
        ],
        ask: "Which defense against which risk: `SameSite`, `HttpOnly`, the CSRF token, POST rather than GET?",
        hints: [
            "To the browser, `localhost` and `127.0.0.1` are two sites; two ports of one name are one.",
            "The table on the right says of each request whether the session cookie came along.",
            "The form is refused (403) even with the cookie: the server looks at `Sec-Fetch-Site`.",
        ],
        correction: &[
            "With `Lax` the browser adds the cookie when you follow a link, not to an image nor to a POST form of another site. With `Strict` never; with `None` (and `Secure`) always, unless the browser blocks third-party cookies: then the image carries none. Without the attribute Chrome does as with `Lax`, but still adds a cookie of less than two minutes to a form. The table says what your browser really did.",
            "Even without the cookie, the response of `/logout` asks to forget it: after a link the browser obeys, and you are signed out in spite of `Strict`. The attribute guards what the request does, not what the response says.",
            "`SameSite` and the CSRF token protect from a request that another site forges; `HttpOnly` protects the cookie from a script injected into the page. An action is not done by GET: a link is enough to set it off, as here.",
        ],
    },
    on_the_wire: ExerciseText {
        name: "On the wire",
        question: "Somebody captures what goes between your browser and the server. What do they see?",
        choices: &[
            "Nothing: the cookie is signed.",
            "Over HTTP everything, cookie and password included; over HTTPS addresses and sizes.",
            "Everything, over HTTP as over HTTPS.",
        ],
        steps: &[
            "Capture your own traffic only: the loopback interface (`lo`, or `lo0` on macOS) if the server is on your machine, otherwise your network card. That often takes an administrator's rights. Capturing the traffic of others is an offense (in France: Code pénal, art. 226-15 and 323-1). In Wireshark, decode this port as HTTP and filter: `http.cookie or http.set_cookie`.",
            "Ask for the proof: it goes by in a header of the response.",
            "Write the proof that you read on the wire. Then do it again with a server over HTTPS, on your machine: what can still be read?",
        ],
        ask: "What does the signature protect, what does TLS protect? Why are both needed?",
        hints: [
            "The header is called `X-TP-Preuve`.",
            "`curl -i` shows the headers, too; but here it is the capture that counts.",
            "Over HTTPS, the browser's variable `SSLKEYLOGFILE` gives Wireshark the keys of your own connections.",
        ],
        correction: &[
            "Over HTTP everything can be read, the cookie included: whoever has copied it is you. The signature protects integrity, not confidentiality.",
            "TLS protects what goes over the wire, from end to end; it says nothing of what the client does with the cookie. Both are needed, and `Secure`, so that the cookie never leaves in clear.",
        ],
    },
};
