// The practical in a real Chromium, as a student goes through it, JavaScript off:
//
//     node practical.mjs '{"chromium": PATH, "modules": PATH, "site": URL, "programs": FOLDER,
//                          "work": FOLDER, "forged": COOKIE, "pictures": FOLDER or null}'
//
// `site` is `serve --lab` at 127.0.0.1, which is `room.example` as well, to the browser and to `curl` in `work`. There
// commands are run, `programs` holds `flask-session-demo`, and `forged` is a `tp` cookie signed with the course's key. Every line of the output is
// one result: {"story", "error"}; an error names the step, and what the page showed.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const given = JSON.parse(process.argv[2]);
const require = createRequire(`${given.modules}/`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const { site } = given;
const room = `http://room.example:${new URL(site).port}`;
const stories = {};

stories.the_ten_exercises_are_done_without_javascript_in_a_room = async (student) => {
  const { page } = student;
  student.site = room;
  await student.step('a pseudonym', async () => {
    await student.arrive();
    await page.getByLabel('Pseudonyme').fill('Zoé la loutre');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.waitForURL(`${room}/tp?fait=pseudonyme#vous`);
    assert.equal(await page.getByLabel('Pseudonyme').inputValue(), 'Zoé la loutre');
  });
  await memory(student);
  await headers(student);
  await reading(student);
  await oneByte(student);
  await theKey(student);
  await twoClocksBegin(student);
  await weakKey(student);
  await signedOut(student);
  await hostileFile(student);
  await onTheWire(student);
  await twoClocksEnd(student);
  await student.step('the report', async () => {
    await student.open('/tp/bilan');
    const text = await student.text();
    assert.match(text, /10 exercices faits sur 10/);
    assert.match(text, /Zoé la loutre/);
    assert.doesNotMatch(text, /Il manque encore/);
    const results = await page.locator('table.report tbody tr td:nth-of-type(2)').allInnerTexts();
    assert.deepEqual(
      results.map((result) => result.trim()),
      choices.map(({ isRight }) => (isRight ? '✓ prédiction juste' : '≠ pas ce qui était prédit')),
    );
    for (const { reason, explanation } of choices) {
      assert.ok(text.includes(reason) && text.includes(explanation), reason);
    }
    await student.look('bilan');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Count (\d+)/)[1], '1', 'the report is one sheet');
  });
  await student.step('the board', async () => {
    await student.openBoard();
    const row = page.getByRole('row', { name: 'Zoé la loutre' });
    assert.match(await row.innerText(), new RegExp(student.code));
    const cells = await row.locator('td .hidden').allInnerTexts();
    assert.deepEqual(cells, Array(10).fill('fait'));
    await student.look('prof');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Exporter en CSV' }).click(),
    ]);
    const csv = await student.run(`cat '${await file.path()}'`);
    const line = csv.split(/\r?\n/).find((it) => it.includes(student.code));
    const stages = choices.map(() => '"fait"');
    const predicted = choices.map((it) => 'abcd'[it.choice]);
    const start = [student.code, '"Zoé la loutre"', ...stages, ...predicted].join(',');
    assert.equal(line.slice(0, start.length), start);
  });
};

/** The predictions with their reasons, some right and some wrong, and the explanations. */
const choices = [
  { choice: 1, isRight: true, reason: 'curl ne garde rien', explanation: 'dans le bocal du client' },
  { choice: 0, isRight: false, reason: 'à chaque fois', explanation: 'le serveur, une fois' },
  { choice: 0, isRight: false, reason: 'le cours le dit', explanation: 'à signer, pas à lire' },
  { choice: 0, isRight: true, reason: '162 bits, 160 servent', explanation: 'elle porte sur le reste' },
  { choice: 2, isRight: true, reason: 'la clé suffit', explanation: 'changer la clé' },
  { choice: 0, isRight: true, reason: 'c’est un mot', explanation: '2²⁵⁶ essais' },
  { choice: 0, isRight: false, reason: 'la date est au navigateur', explanation: 'le serveur compte' },
  { choice: 2, isRight: true, reason: 'une copie est une copie', explanation: 'chacun a un prix' },
  { choice: 0, isRight: true, reason: 'Lax laisse les liens', explanation: 'SameSite contre CSRF' },
  { choice: 1, isRight: true, reason: 'rien n’est chiffré', explanation: 'intégrité et secret' },
].map((it) => ({ ...it, reason: atLength(it.reason), explanation: atLength(it.explanation) }));

/** Of the greatest length allowed, to show what fits into a cookie and onto a sheet. */
function atLength(text) {
  const more = `, et ${text} une fois de plus, car c’est ce que dit le support de cours`;
  return (text + more.repeat(3)).slice(0, 200).trim();
}

async function memory(student) {
  await predict(student, 1);
  await student.step('TP 1: the commands', async () => {
    const [without, asked, jar] = await student.commands();
    assert.equal((await student.run(without)).trim(), '302');
    assert.doesNotMatch(await student.run(asked), new RegExp(student.code));
    assert.match(await student.run(jar), new RegExp(`<h1.*${student.code}`));
    await student.lookAgain();
  });
  await explain(student, 1);
}

async function headers(student) {
  const { page } = student;
  await predict(student, 2);
  const counted = { set_cookie: 0, cookie: 0 };
  await student.step('TP 2: six requests', async () => {
    await student.press('Remettre le compteur à zéro');
    const seen = [];
    const count = (response) => seen.push(response);
    page.on('response', count);
    await student.signIn();
    for (const name of ['Teachers', 'Home', 'Teachers', 'Home']) await student.follow(name);
    page.off('response', count);
    for (const response of seen) {
      const { pathname } = new URL(response.url());
      const isPage = !pathname.startsWith('/static/') && !pathname.startsWith('/favicon');
      // The form is fetched before the six requests.
      if (!isPage || (pathname === '/sign-in' && response.request().method() === 'GET')) continue;
      const sent = (await response.request().allHeaders()).cookie ?? '';
      const set = (await response.headersArray()).filter(({ name }) => /^set-cookie$/i.test(name));
      if (/(^|; )session=/.test(sent)) counted.cookie += 1;
      if (set.some(({ value }) => value.startsWith('session='))) counted.set_cookie += 1;
    }
    await student.open('/tp/2');
    assert.match(await student.text(), /Le serveur a vu 6 des 6 requêtes/);
  });
  await student.step('TP 2: the numbers', async () => {
    await page.locator('#set_cookie').fill('6');
    await page.locator('#cookie').fill(String(counted.cookie));
    await student.press('Vérifier');
    assert.match(await student.text(), /Le serveur n’a pas compté le même nombre/);
    await student.look('tp2-faux');
    await page.locator('#set_cookie').fill(String(counted.set_cookie));
    await page.locator('#cookie').fill(String(counted.cookie));
    await student.press('Vérifier');
  });
  await explain(student, 2);
}

async function reading(student) {
  const { page } = student;
  await predict(student, 3);
  await student.step('TP 3: the hidden word', async () => {
    await student.press('Cacher un mot dans ma session');
    const [base64, decode] = await student.commands();
    const { mot } = JSON.parse(await student.run(base64));
    assert.match(await student.run(decode), new RegExp(`"mot": *"${mot}"`));
    await page.getByLabel('Mot trouvé').fill('autruche');
    await student.press('Vérifier');
    assert.match(await student.text(), /Ce n’est pas le mot caché dans votre session/);
    await student.look('tp3-faux');
    await page.getByLabel('Mot trouvé').fill(mot);
    await student.press('Vérifier');
  });
  await explain(student, 3);
}

async function oneByte(student) {
  const { page } = student;
  await predict(student, 4);
  await student.step('TP 4: signed anew, by mistake', async () => {
    await student.follow('Ouvrir le banc');
    const { value } = await student.cookie('session');
    assert.equal(await page.locator('#cookie').inputValue(), value);
    await student.press('Re-signer avec la clé choisie');
    await student.openBoard();
    assert.match(await student.text(), /TP 4 — re-signe au lieu de vérifier/);
  });
  const next = (text) => text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1);
  const changes = [
    ['payload', (text) => text.replace(student.code, 'admin')],
    ['timestamp', (text) => (text[0] === 'a' ? 'b' : 'a') + text.slice(1)],
    ['signature', (text) => (text[0] === 'a' ? 'b' : 'a') + text.slice(1)],
    ['signature', next],
  ];
  await student.step('TP 4: one thing at a time', async () => {
    await student.open('/banc');
    for (const [index, [field, change]] of changes.entries()) {
      const input = page.locator(`#${field}`);
      await input.fill(change(await input.inputValue()));
      await student.press('Vérifier tel quel');
      assert.match(await student.text(), /Refusé au contrôle 2 sur 4 : signature/);
      await student.look(`tp4-banc-${index + 1}`);
      await student.press('Revenir au cookie d’origine');
    }
  });
  await student.step('TP 4: the real site', async () => {
    const { value, ...attributes } = await student.cookie('session');
    const damaged = value.slice(0, 5) + (value[5] === 'A' ? 'B' : 'A') + value.slice(6);
    await student.setCookie('session', damaged, attributes);
    await student.open('/');
    assert.equal(await student.user(), null);
    assert.equal(await student.message(), '');
    assert.equal((await student.cookie('session')).value, damaged);
    await student.open('/inspecteur');
    assert.match(await student.text(), /Signature invalide — contenu non fiable/);
    await student.setCookie('session', value, attributes);
  });
  await explain(student, 4);
}

async function theKey(student) {
  const { page } = student;
  await predict(student, 5);
  await student.step('TP 5: with one’s own cookie', async () => {
    await student.follow('Ouvrir la page de la direction');
    assert.match(await student.text(), /il nomme « [A-Z0-9]{6} », pas « direction »/);
    await student.look('tp5-ferme');
    await student.follow('Revenir à l’exercice');
  });
  await student.step('TP 5: the forged cookie, in the browser', async () => {
    const [save, sign, send] = await student.commands();
    assert.equal(await student.run(save), '');
    const forged = (await student.run(sign)).trim();
    await student.setCookie('session', forged);
    await student.follow('Ouvrir la page de la direction');
    assert.equal(await page.locator('h1').innerText(), 'Bureau de la direction');
    await student.look('tp5-ouvert');
    await student.deleteCookie('session');
    assert.match(await student.run(send), /<h1>Bureau de la direction<\/h1>/);
    await student.follow('Revenir à l’exercice');
  });
  await explain(student, 5);
}

async function weakKey(student) {
  const { page } = student;
  await predict(student, 6);
  await student.step('TP 6: the key', async () => {
    const [list, guess] = await student.commands();
    await student.run(list);
    const key = (await student.run(guess)).trim();
    assert.match(key, /^\S+$/);
    await page.getByLabel('Clé trouvée').fill(`${key}!`);
    await student.press('Vérifier');
    assert.match(await student.text(), /Ce n’est pas la clé de ce cookie/);
    await page.getByLabel('Clé trouvée').fill(key);
    await student.press('Vérifier');
  });
  await explain(student, 6);
}

async function twoClocksBegin(student) {
  const { page } = student;
  await predict(student, 7);
  await student.step('TP 7: the cookie, and 2099', async () => {
    await page.getByLabel('Durée').selectOption('20');
    await student.press('Recevoir le cookie');
    const { value, ...cookie } = await student.cookie('horloge');
    assert.ok(cookie.expires > 0);
    await student.setCookie('horloge', value, { ...cookie, expires: Date.UTC(2099, 0, 1) / 1000 });
    await student.look('tp7-recu');
    await student.follow('Montrer ce cookie au serveur');
    assert.match(await student.text(), /Encore valable/);
    await student.look('tp7-trop-tot');
  });
}

async function twoClocksEnd(student) {
  const { page } = student;
  await student.step('TP 7: after its time', async () => {
    await student.open('/tp/7');
    await student.follow('Montrer ce cookie au serveur');
    // The server says how long it still takes.
    const left = /Encore valable.*reste (\d+) s/.exec(await student.text());
    if (left) {
      await page.waitForTimeout((Number(left[1]) + 1) * 1000);
      await student.open('/tp/7');
      await student.follow('Montrer ce cookie au serveur');
    }
    assert.match(await student.text(), /Périmé : âge [^,]+, durée 20 s/);
    await student.look('tp7-perime');
    await student.follow('Revenir à l’exercice');
    const { at: send } = { at: (await student.commands()).at(-1) };
    assert.match(await student.run(send), /<strong>Périmé/);
  });
  await explain(student, 7);
}

async function signedOut(student) {
  await predict(student, 8);
  await student.step('TP 8: copy, log out, paste', async () => {
    await student.follow('Se connecter');
    await student.signIn();
    const { value } = await student.cookie('session');
    await student.press('Logout');
    assert.equal(await student.user(), null);
    await student.setCookie('session', value);
    await student.follow('Home');
    assert.equal(await student.user(), student.code);
    await student.open('/inspecteur');
    assert.match(await student.text(), /Valide, mais émis avant votre déconnexion/);
    await student.open('/tp/8');
    assert.match(await student.text(), /La copie a été acceptée/);
  });
  await explain(student, 8);
}

/** Exercise 9 on a shared server: the hostile page is a file. */
async function hostileFile(student) {
  const { page } = student;
  await predict(student, 9);
  const openFile = async () => {
    await student.open('/');
    if ((await student.user()) === null) await student.signIn();
    await student.open('/tp/9');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Télécharger la page hostile' }).click(),
    ]);
    await file.saveAs(`${given.work}/page-hostile.html`);
    await page.goto(`file://${given.work}/page-hostile.html`);
  };
  const rows = async () => {
    await student.open('/tp/9');
    const all = await page.locator('.behind tbody tr').all();
    return Promise.all(all.map((row) => rowOf(student, row)));
  };
  await student.step('TP 9: from a file, SameSite=Lax', async () => {
    await student.deleteCookie('session');
    await openFile();
    await student.follow('Gagnez un million !');
    assert.equal(await student.user(), null);
    await openFile();
    await student.press('Je participe');
    assert.match(await student.text(), /Ce formulaire a été envoyé depuis un autre site/);
    assert.deepEqual(new Set(await rows()), new Set([
      'lien, Lax, ✓ reçu, réponse 302 : déconnecté',
      'image, Lax, – absent, réponse 302, qui demande d’oublier le cookie',
      'formulaire, Lax, – absent, réponse 403',
    ]));
    await student.look('tp9-fichier');
  });
  await student.step('TP 9: from a file, SameSite=Strict', async () => {
    await student.open('/reglages');
    await page.getByLabel('SameSite').selectOption('Strict');
    await student.press('Appliquer');
    await openFile();
    await student.follow('Gagnez un million !');
    const [newest] = await rows();
    assert.equal(newest, 'lien, Strict, – absent, réponse 302, qui demande d’oublier le cookie');
  });
  await explain(student, 9);
}

/** A row of the table of exercise 9, without its time of day. */
async function rowOf(student, row) {
  const cells = await row.locator('th, td').all();
  const [how, ...rest] = await Promise.all(cells.map((cell) => student.plain(cell)));
  return [how.split(/\s/)[0], ...rest].join(', ');
}

stories.the_hostile_page_stands_under_the_other_name_of_this_machine = async (student) => {
  const { page } = student;
  await student.arrive();
  await predict(student, 9);
  const lastRow = () => rowOf(student, page.locator('.behind tbody tr').first());
  const hostile = async () => {
    await student.open('/tp/9');
    await student.follow('Ouvrir la page hostile');
    assert.equal(new URL(page.url()).hostname, 'localhost');
  };
  const attack = {
    link: () => student.follow('Gagnez un million !'),
    image: async () => {
      await student.follow('Charger l’image');
      await page.waitForLoadState('load');
    },
    form: () => student.press('Je participe'),
  };
  // What the table says about each (the newest comes first), and who is signed in afterwards.
  const tryAll = async () => {
    const told = [];
    for (const act of Object.values(attack)) {
      await student.open('/');
      if ((await student.user()) === null) await student.signIn();
      await hostile();
      const asked = page.waitForRequest((request) => request.url().includes('/logout?par='));
      await act();
      const sent = (await (await asked).allHeaders()).cookie ?? '';
      await student.open('/tp/9');
      const row = await lastRow();
      assert.equal(row.includes('✓ reçu'), /(^|; )session=/.test(sent), `${row}: ${sent}`);
      told.push(`${row}; ${(await student.user()) ? 'connecté' : 'anonyme'}`);
    }
    return told;
  };
  const settings = async (sameSite, secure) => {
    await student.open('/reglages');
    await page.getByLabel('SameSite').selectOption(sameSite);
    await page.getByLabel('Secure').setChecked(secure);
    await student.press('Appliquer');
  };

  await student.step('TP 9: SameSite=Lax', async () => {
    await student.deleteCookie('session');
    assert.deepEqual(await tryAll(), [
      'lien, Lax, ✓ reçu, réponse 302 : déconnecté; anonyme',
      'image, Lax, – absent, réponse 302, qui demande d’oublier le cookie; connecté',
      'formulaire, Lax, – absent, réponse 403; connecté',
    ]);
    await student.look('tp9-lax');
    await hostile();
    await student.look('tp9-hostile');
  });
  await student.step('TP 9: SameSite=Strict', async () => {
    await settings('Strict', false);
    await student.look('reglages');
    // The answer to the link deletes the cookie, which did not come back.
    assert.deepEqual(await tryAll(), [
      'lien, Strict, – absent, réponse 302, qui demande d’oublier le cookie; anonyme',
      'image, Strict, – absent, réponse 302, qui demande d’oublier le cookie; connecté',
      'formulaire, Strict, – absent, réponse 403; connecté',
    ]);
  });
  await student.step('TP 9: SameSite=None without Secure is refused', async () => {
    await settings('None', false);
    assert.match(await student.text(), /SameSite=None demande Secure/);
    await student.look('reglages-faux');
  });
  await student.step('TP 9: SameSite=None', async () => {
    await settings('None', true);
    const [link, image, form] = await tryAll();
    assert.equal(link, 'lien, None, ✓ reçu, réponse 302 : déconnecté; anonyme');
    // Chromium does not send it with other sites' images, which therefore sign nobody out any more.
    assert.match(image, /^image, None, (✓ reçu, .* : déconnecté; anonyme|– absent, .*; connecté)$/);
    assert.equal(form, 'formulaire, None, ✓ reçu, réponse 403; connecté');
  });
  await student.step('TP 9: SameSite absent', async () => {
    await settings('', false);
    const [link, image, form] = await tryAll();
    assert.equal(link, 'lien, absent, ✓ reçu, réponse 302 : déconnecté; anonyme');
    assert.match(image, /^image, absent, – absent, .*; connecté$/);
    // Like Lax, except that Chromium sends a cookie younger than two minutes with a form.
    assert.match(form, /^formulaire, absent, (✓ reçu|– absent), réponse 403; connecté$/);
  });
  await student.step('TP 9: HttpOnly', async () => {
    const seen = [];
    for (const isHidden of [true, false]) {
      await student.open('/reglages');
      await page.getByLabel('HttpOnly').setChecked(isHidden);
      await student.press('Appliquer');
      await student.open('/');
      if ((await student.user()) === null) await student.signIn();
      seen.push(await student.documentCookie());
    }
    const { value } = await student.cookie('session');
    assert.deepEqual(seen, ['', `session=${value}`]);
    await student.open('/reglages');
    await student.press('Revenir aux réglages du serveur');
    assert.equal((await student.cookie('session')).httpOnly, true);
  });
  await explain(student, 9);
};

async function onTheWire(student) {
  const { page } = student;
  await predict(student, 10);
  await student.step('TP 10: the proof', async () => {
    const asked = page.waitForResponse((response) => response.url().endsWith('/tp/10/preuve'));
    await student.follow('Demander la preuve');
    const proof = (await (await asked).allHeaders())['x-tp-preuve'];
    assert.ok(!(await page.content()).includes(proof), 'the page shows the proof');
    await student.look('tp10-preuve');
    await student.follow('Revenir à l’exercice');
    await page.getByLabel('Preuve lue').fill('autruche-12');
    await student.press('Vérifier');
    assert.match(await student.text(), /Ce n’est pas la preuve qui est passée pour vous/);
    await page.getByLabel('Preuve lue').fill(proof);
    await student.press('Vérifier');
  });
  await explain(student, 10);
}

stories.progress_outlives_the_session_and_cannot_be_forged = async (student) => {
  const { page } = student;
  await student.arrive();
  await predict(student, 3);
  const state = () => page.locator('.stages [aria-current]').innerText();
  await student.step('the session deleted', async () => {
    await student.signIn();
    await student.deleteCookie('session');
    await student.open('/tp/3');
    assert.match(await state(), /Observer/);
  });
  await student.step('the session damaged', async () => {
    await student.signIn();
    const { value } = await student.cookie('session');
    await student.setCookie('session', `${value.slice(0, 5)}${value[5] === 'A' ? 'B' : 'A'}${value.slice(6)}`);
    await student.open('/tp/3');
    assert.equal(await student.user(), null);
    assert.match(await state(), /Observer/);
    await student.open('/tp');
    assert.match(await student.text(), new RegExp(student.code));
  });
  await student.step('a forged tp cookie', async () => {
    await student.setCookie('tp', given.forged);
    await student.open('/tp/3');
    assert.match(await student.message(), /n’a pas été signé par ce serveur.*repart de zéro/);
    assert.match(await state(), /Prédire/);
    await student.look('tp-falsifie');
    await student.open('/tp');
    assert.equal(await student.message(), '');
    assert.doesNotMatch(await student.text(), /FRAUD2|Fraude/);
    assert.notEqual(await page.locator('.code').innerText(), student.code);
  });
};

stories.what_is_projected_and_what_stays_shut_is_accessible_too = async (student) => {
  await student.arrive();
  await student.look('tp');
  await student.signIn();
  const pages = ['', 'teachers', 'inspecteur', 'banc', 'echanges', 'cours', 'aide', 'tp', 'tp/3', 'tp/bilan'];
  for (const path of [...pages, 'prof/prediction/3']) {
    await student.step(`projected: ${path}`, async () => {
      await student.open(`/projection/${path}`);
      await student.look(`projection-${path.replace('/', '')}`);
    });
  }
  await student.step('the board, seen from elsewhere', async () => {
    await student.context.setExtraHTTPHeaders({ 'X-Forwarded-For': '192.0.2.1' });
    await student.open('/prof');
    assert.match(await student.text(), /Tableau de l’enseignant, fermé/);
    await student.look('prof-porte');
  });
};

stories.what_is_missing_is_said_and_what_was_typed_stays = async (student) => {
  const { page } = student;
  await student.step('a prediction without a choice', async () => {
    await student.open('/tp/4');
    await page.getByLabel('Parce que').fill('« je ne sais pas »');
    await student.press('Enregistrer ma prédiction');
    assert.match(await student.text(), /Choisissez une des réponses/);
    assert.equal(await page.getByLabel('Parce que').inputValue(), '« je ne sais pas »');
    assert.match(await page.title(), /^Erreur/);
    await student.look('tp4-sans-choix');
  });
  await student.step('a reason that is too long', async () => {
    await page.locator('#choice-3').check();
    await page.getByLabel('Parce que').fill('é'.repeat(201));
    await student.press('Enregistrer ma prédiction');
    assert.match(await student.text(), /200 caractères au plus : raccourcissez/);
    assert.ok(await page.locator('#choice-3').isChecked());
    assert.equal(await page.getByLabel('Parce que').inputValue(), 'é'.repeat(201));
  });
  await student.step('a prediction changed in time', async () => {
    await page.getByLabel('Parce que').fill('« une »');
    await student.press('Enregistrer ma prédiction');
    await page.locator('summary', { hasText: 'Prédire' }).click();
    await page.locator('#choice-2').check();
    await student.press('Changer ma prédiction');
    assert.ok(await page.locator('#choice-2').isChecked());
  });
  await student.step('the exercise begun anew', async () => {
    await page.locator('summary', { hasText: 'Recommencer cet exercice' }).click();
    await student.press('Recommencer cet exercice');
    assert.equal(await page.getByLabel('Parce que').inputValue(), '');
    assert.match(await student.text(), /Prédisez d’abord/);
  });
};

for (const [width, height] of [[1280, 800], [390, 844]]) {
  stories[`after_each_form_the_reader_stands_at_the_result_at_${width}`] = async (student) => {
    await student.page.setViewportSize({ width, height });
    await student.step('at the list', () => standsAtTheList(student));
    for (let number = 1; number <= 10; number += 1) {
      await student.step(`TP ${number}`, () => standsAtThePrediction(student, number));
    }
    await student.step('TP 3', () => standsAtTheNextStage(student));
    await student.step('the settings', () => standsAtTheSettings(student));
    await student.step('the bench', () => standsAtTheBench(student));
  };
}

async function standsAtTheList(student) {
  const { page } = student;
  await student.arrive();
  await page.locator('summary', { hasText: 'Reprendre sur un autre poste' }).click();
  await page.locator('#resume').fill('rien');
  await student.press('Reprendre');
  await student.sees('#resume-error');
  await page.locator('#pseudonym').fill('x'.repeat(25));
  await student.press('Enregistrer');
  await student.sees('#pseudonym-error');
  await page.locator('#pseudonym').fill('Zoé');
  await student.press('Enregistrer');
  await student.sees('main section [role=status]', 'Pseudonyme enregistré.');
}

async function standsAtThePrediction(student, number) {
  const { page } = student;
  await student.open(`/tp/${number}`);
  await student.press('Enregistrer ma prédiction');
  await student.sees('#choice-error');
  await student.sees('#reason-error');
  await page.locator('#choice-0').check();
  await page.locator('#reason').fill('pour voir');
  await student.press('Enregistrer ma prédiction');
  await student.sees('main section [role=status]', 'Votre prédiction est enregistrée. Observez maintenant.');
  await student.sees('#observer');
  // The stage that is over is one line.
  assert.equal(await page.locator('#choice-0').isVisible(), false);
}

async function standsAtTheNextStage(student) {
  const { page } = student;
  const said = 'main section [role=status]';
  await student.open('/tp/3');
  await student.press('Cacher un mot dans ma session');
  await student.sees(said, 'C’est fait : passez à l’étape suivante.');
  await student.press('Vérifier');
  await student.sees('#word-error');
  const { value } = await student.cookie('session');
  const { mot } = JSON.parse(Buffer.from(value.split('.')[0], 'base64url'));
  await page.locator('#word').fill(mot);
  await student.press('Vérifier');
  await student.sees(said, 'C’est juste, et c’est noté.');
  await student.sees('#explanation');
  assert.equal(await page.locator('.observe').isVisible(), false);
  await student.press('Rendre mon explication');
  await student.sees('#explanation-error');
  await page.locator('#explanation').fill('une explication');
  await student.press('Enregistrer le brouillon');
  await student.sees(said, 'Brouillon enregistré.');
  await student.press('Rendre mon explication');
  await student.sees(said, 'Votre explication est rendue.');
  await student.sees('#correction');
}

async function standsAtTheSettings(student) {
  const { page } = student;
  await student.open('/reglages');
  await page.locator('#same_site').selectOption('None');
  await page.locator('#lifetime').fill('9');
  await student.press('Appliquer');
  await student.sees('#same_site-error');
  await student.sees('#lifetime-error');
  await page.locator('#same_site').selectOption('Lax');
  await page.locator('#lifetime').fill('600');
  await student.press('Appliquer');
  await student.sees('main form [role=status]', 'Vos réglages sont en vigueur.');
}

async function standsAtTheBench(student) {
  const { page } = student;
  await student.open('/banc');
  await student.press('Re-signer avec la clé choisie');
  await student.sees('#resultat');
  await student.sees('.verdict');
  await page.getByText('Un octet ou un bit de travers').click();
  await page.locator('#position').fill('9999');
  await student.press('Inverser, puis vérifier');
  await student.sees('#resultat', 'Rien n’a été fait');
  await student.sees('ul.error li');
  await student.press('Revenir au cookie d’origine');
  await student.sees('#edit');
  await student.press('Envoyer ce cookie au site');
  await student.sees('.verdict');
}

stories.secure_over_plain_http_locks_nobody_in = async (student) => {
  const { page, context } = student;
  const set = async (at) => {
    await page.goto(`${at}/reglages`);
    await page.getByLabel('Secure').check();
    await student.press('Appliquer');
  };
  const copy = async (from, to) => {
    const { name, value } = (await context.cookies(from)).find((it) => it.name === 'tp');
    await context.addCookies([{ name, value, url: to }]);
  };
  await student.step('refused under a name', async () => {
    await page.goto(`${room}/tp`);
    await set(room);
    assert.match(await student.plain(page.locator('#secure-error')), /^Secure demande HTTPS : en HTTP/);
    await student.sees('#secure-error');
  });
  await student.step('set on the machine itself, then under the name', async () => {
    await copy(room, site);
    await set(site);
    assert.match(await student.text(), /Vos réglages sont en vigueur/);
    await copy(site, room);
    await page.goto(`${room}/reglages`);
    assert.match(await student.text(), /Vos réglages demandent Secure.*mis de côté/);
  });
  await student.step('in and out', async () => {
    await page.goto(`${room}/sign-in`);
    await page.locator('#login').fill('alice');
    await page.locator('#password').fill('x');
    await student.press('Envoyer');
    assert.equal(await student.user(), 'alice');
    await student.press('Logout');
    assert.equal(await student.user(), null);
    assert.deepEqual((await context.cookies(room)).filter((it) => it.name === 'session'), []);
  });
};

/** Makes the prediction in the list above. */
async function predict(student, number) {
  const { page } = student;
  const { choice, reason } = choices[number - 1];
  await student.step(`TP ${number}: predict`, async () => {
    await student.open(`/tp/${number}`);
    if (number === 1) await student.look('tp1-predire');
    await page.locator(`#choice-${choice}`).check();
    await page.getByLabel('Parce que').fill(reason);
    await student.press('Enregistrer ma prédiction');
    assert.equal(await page.locator('#observer').innerText(), '2. Observer');
    student.predicted = await page.locator(`label[for=choice-${choice}]`).innerText();
    await student.look(`tp${number}-observer`);
  });
}

/** Writes a draft, hands in the explanation, and sees the correction. */
async function explain(student, number) {
  const { page } = student;
  const { explanation, isRight } = choices[number - 1];
  await student.step(`TP ${number}: explain`, async () => {
    await student.open(`/tp/${number}`);
    const missing = page.locator('.facts li', { hasText: 'pas encore vu' });
    assert.deepEqual(await missing.allInnerTexts(), []);
    const chosen = await page.locator('section[aria-labelledby=predire] strong').textContent();
    const field = page.locator('#explanation');
    await field.fill('un brouillon');
    await student.press('Enregistrer le brouillon');
    assert.equal(await field.inputValue(), 'un brouillon');
    assert.equal(await page.locator('#correction').count(), 0);
    await field.fill(explanation);
    await student.press('Rendre mon explication');
    const correction = await student.plain(page.locator('section.correction'));
    assert.match(
      correction,
      isRight ? /Votre prédiction était juste/ : /Ce n’est pas ce que vous aviez prédit/,
    );
    assert.ok(correction.includes(`Vous aviez prédit : ${chosen.replaceAll(/[\u202f\u00a0]/g, ' ')}`));
    const explained = page.locator('section[aria-labelledby=expliquer] details q');
    assert.equal(await explained.textContent(), explanation);
    await student.look(`tp${number}-corrige`);
  });
}

/** A browser, and the student who uses it. */
class Student {
  constructor(browser, context, page) {
    this.browser = browser;
    this.context = context;
    this.page = page;
    this.site = site;
    this.code = '';
    this.at = 'the start';
  }

  /** Runs a step, whose name an error will contain. */
  async step(name, act) {
    this.at = name;
    await act();
  }

  /** Opens the practical, and gets a code. */
  async arrive() {
    await this.open('/tp');
    this.code = await this.page.locator('.code').innerText();
    assert.match(this.code, /^[2-9A-HJ-NP-Z]{6}$/);
  }

  async open(path) {
    await this.page.goto(this.site + path);
  }

  /** The teacher's board, which opens on the machine itself. */
  async openBoard() {
    await this.page.goto(`${site}/prof`);
  }

  /** Presses a button, and waits for the next page. */
  async press(name) {
    const loaded = this.page.waitForEvent('domcontentloaded');
    await this.page.getByRole('button', { name, exact: true }).click();
    await loaded;
  }

  /** Follows a link, and waits for its page. */
  async follow(name) {
    const loaded = this.page.waitForEvent('domcontentloaded');
    await this.page.getByRole('link', { name }).first().click();
    await loaded;
  }

  /** Checks that something, which says this, is in view without scrolling. */
  async sees(selector, said) {
    const shown = this.page.locator(selector).first();
    if (said) assert.equal(await this.plain(shown), said);
    const { y, height } = await shown.boundingBox();
    const { height: room } = this.page.viewportSize();
    assert.ok(y >= 0 && y + height <= room, `${selector}: ${y} to ${y + height} px of ${room}`);
  }

  lookAgain() {
    return this.follow('Regarder de nouveau');
  }

  async signIn() {
    await this.open('/sign-in');
    await this.page.locator('#login').fill(this.code);
    await this.page.locator('#password').fill('x');
    await this.press('Envoyer');
    assert.equal(await this.user(), this.code);
  }

  /** The name in the navigation, or null. */
  async user() {
    const name = this.page.locator('nav .user bdi');
    return (await name.count()) === 0 ? null : name.innerText();
  }

  /** The commands for a terminal, in order. */
  async commands() {
    return this.page.locator('.observe > li > pre').allTextContents();
  }

  /** Runs a command exactly as a page shows it. */
  async run(command) {
    const { stdout } = await promisify(execFile)('bash', ['-c', command], {
      cwd: given.work,
      env: { HOME: given.work, PATH: `${given.programs}:${process.env.PATH}` },
      timeout: 120_000,
    });
    return stdout;
  }

  async plain(locator) {
    return (await locator.innerText()).replaceAll(/[\u202f\u00a0]/g, ' ');
  }

  text() {
    return this.plain(this.page.locator('main'));
  }

  message() {
    return this.plain(this.page.getByRole('status'));
  }

  /** A cookie as shown and changed by the browser's tools. */
  async cookie(name) {
    const cookies = await this.context.cookies(this.site);
    const cookie = cookies.find((it) => it.name === name);
    assert.ok(cookie, `no cookie ${name}`);
    return cookie;
  }

  async setCookie(name, value, attributes = { path: '/', domain: new URL(this.site).hostname }) {
    await this.context.addCookies([{ ...attributes, name, value }]);
  }

  async deleteCookie(name) {
    await this.context.clearCookies({ name });
  }

  /** What `document.cookie` says in the console of the same browser. */
  async documentCookie() {
    const context = await this.browser.newContext({ storageState: await this.context.storageState() });
    const page = await context.newPage();
    await page.goto(`${this.site}/`);
    const seen = await page.evaluate(() => document.cookie);
    await context.close();
    return seen;
  }

  /** Checks the page in each color scheme and size, and saves pictures if asked to. */
  async look(name) {
    // axe needs scripts, which this browser does not run; so another one gets the same page.
    // At the address that browsers trust: a made page may not load a style sheet from loopback under any other name.
    const [url, body] = [this.page.url().replace(room, site), await this.page.content()];
    const context = await this.browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.route(url, (route) => route.fulfill({ body, contentType: 'text/html' }));
    await page.goto(url);
    await page.addScriptTag({ content: axe });
    const looks = {
      light: [{ colorScheme: 'light' }, 1280],
      dark: [{ colorScheme: 'dark' }, 1280],
      narrow: [{ colorScheme: 'light' }, 320],
    };
    for (const [look, [media, width]] of Object.entries(looks)) {
      await page.emulateMedia(media);
      await page.setViewportSize({ width, height: 800 });
      if (given.pictures) {
        await page.screenshot({ path: `${given.pictures}/${name}-${look}.png`, fullPage: true });
      }
      await assertAccessible(page, `${name}, ${look}`);
    }
    await context.close();
  }
}

async function assertAccessible(page, place) {
  const [wide, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wide <= room, `${place}: ${wide} px wide in ${room} px`);
  const { violations, passes } = await page.evaluate(() =>
    globalThis.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  assert.ok(passes.length > 15, `${place}: axe looked at ${passes.length} rules only`);
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`);
  assert.deepEqual(said, [], place);
}

async function tell(browser, name, story) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' });
  context.setDefaultTimeout(20_000);
  const { host: own, port } = new URL(site);
  const hosts = [own, `localhost:${port}`, `room.example:${port}`];
  const result = { story: name, error: null };
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && !hosts.includes(host)) result.error ??= `asked ${host}`;
  });
  context.on('console', (message) => {
    if (/content.security.policy/i.test(message.text())) result.error ??= message.text();
  });
  const page = await context.newPage();
  const student = new Student(browser, context, page);
  try {
    await story(student);
  } catch (error) {
    const shown = await page.innerText('body').catch(() => '');
    const said = `${error.stack ?? error}${error.stderr ?? ''}`;
    result.error ??= `${student.at}: ${said}\n${page.url()}\n${shown}`;
  }
  await context.close();
  return result;
}

const browser = await chromium.launch({
  executablePath: given.chromium,
  args: [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-gpu',
    '--disable-quic',
    '--disable-sync',
    '--host-resolver-rules=MAP room.example 127.0.0.1',
    '--no-first-run',
  ],
});
await Promise.all(
  Object.entries(stories).map(async ([name, story]) => {
    console.log(JSON.stringify(await tell(browser, name, story)));
  }),
);
await browser.close();
