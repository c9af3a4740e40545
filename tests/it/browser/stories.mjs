// Stories in a real Chromium. One run plays them all, each in a separate browser context:
//
//     node stories.mjs '{"loopback": URL, "named": URL, "chromium": PATH, "modules": PATH,
//                        "flash": COOKIE, "tls": URL, "lab": URL, "lost": URL,
//                        "lost_here": URL, "verdicts": [[COOKIE, TITLE], …]}'
//
// `named` is the same site under a host name that is not loopback: plain HTTP there carries no
// Sec-Fetch headers; `tls` is another server, with a self-signed certificate, and `lab` one with
// the practical. Every line of the output is one result: {"story", "place", "error", …}.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const given = JSON.parse(process.argv[2]);
const require = createRequire(`${given.modules}/`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const stories = {};
const password = 'un cheval bien agrafé';

stories.signing_in_shows_the_name_on_every_page = async ({ page, site }) => {
  await signIn(page, site, 'Zoé');
  for (const path of ['/', '/accueil', '/home', '/teachers', '/nowhere']) {
    await page.goto(site + path);
    assert.equal(await userOf(page), 'Zoé', path);
    assert.equal(await page.getByRole('button', { name: 'Logout' }).count(), 1, path);
    assert.equal(await page.getByRole('link', { name: 'Login' }).count(), 0, path);
  }
};

stories.who_is_signed_in_is_sent_home_from_the_form = async ({ page, site }) => {
  await signIn(page, site, 'alice');
  await page.goto(`${site}/sign-in`);
  assert.equal(page.url(), `${site}/`);
};

stories.a_message_is_shown_once = async ({ page, site }) => {
  await page.context().addCookies([{ name: 'session', value: given.flash, url: site }]);
  await page.goto(`${site}/`);
  assert.equal(await messages(page), 'Bienvenue <b>é</b>');
  await page.reload();
  assert.equal(await messages(page), '');
  assert.deepEqual(await page.context().cookies(), []);
};

stories.empty_fields_are_said_once_and_the_name_is_kept = async ({ page, site }) => {
  await page.goto(`${site}/sign-in`);
  await page.locator('#login').fill('alice');
  const answer = await submit(page, page.locator('main form button'));
  assert.equal(answer.status(), 400);
  assert.equal(await messages(page), 'Des champs ne sont pas saisis !');
  assert.equal(await page.locator('#login').inputValue(), 'alice');
  await page.getByRole('link', { name: 'Home' }).click();
  await page.waitForURL(`${site}/`);
  assert.equal(await messages(page), '');
};

stories.logging_out_forgets_the_cookie = async ({ page, site }) => {
  await signIn(page, site, 'alice');
  await page.getByRole('button', { name: 'Logout' }).click();
  await page.getByRole('link', { name: 'Login' }).waitFor();
  assert.equal(page.url(), `${site}/`);
  assert.equal(await userOf(page), null);
  assert.deepEqual(await page.context().cookies(), []);
};

stories.going_back_after_logging_out_does_not_show_the_name = async ({ page, site }) => {
  await signIn(page, site, 'alice');
  await page.goto(`${site}/teachers`);
  await page.getByRole('button', { name: 'Logout' }).click();
  await page.getByRole('link', { name: 'Login' }).waitFor();
  await page.goBack();
  assert.equal(page.url(), `${site}/teachers`);
  assert.equal(await userOf(page), null);
};

stories.the_language_goes_along_with_links_and_forms = async ({ page, site }) => {
  const language = () => page.locator('html').getAttribute('lang');
  await page.goto(`${site}/`);
  assert.equal(await language(), 'fr');
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL(`${site}/?lang=en`);
  assert.equal(await language(), 'en');
  await page.getByRole('link', { name: 'Login' }).click();
  await page.waitForURL(`${site}/sign-in?lang=en`);
  assert.equal(await language(), 'en');
  await page.locator('#login').fill('alice');
  await page.locator('#password').fill('x');
  await page.locator('main form button').click();
  await page.waitForURL(`${site}/?lang=en`);
  assert.equal(await language(), 'en');
  await page.getByRole('link', { name: 'Teachers' }).click();
  await page.waitForURL(`${site}/teachers?lang=en`);
  await page.getByRole('link', { name: 'Français' }).click();
  await page.waitForURL(`${site}/teachers?lang=fr`);
  assert.equal(await language(), 'fr');
};

stories.the_browser_chooses_the_language = async ({ site, visitor }) => {
  for (const [locale, language] of [['en-GB', 'en'], ['fr-CA', 'fr'], ['de-DE', 'fr']]) {
    const page = await visitor({ locale });
    await page.goto(`${site}/`);
    assert.equal(await page.locator('html').getAttribute('lang'), language, locale);
  }
};

stories.the_keyboard_is_enough = async ({ page, site }) => {
  await page.goto(`${site}/`);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${site}/#content`);
  await page.goto(`${site}/teachers`);
  await tabTo(page, (element) => element.textContent === 'Login');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${site}/sign-in`);
  await tabTo(page, (element) => element.id === 'login');
  await page.keyboard.type('alice');
  await tabTo(page, (element) => element.id === 'password');
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${site}/`);
  assert.equal(await userOf(page), 'alice');
  await tabTo(page, (element) => element.textContent === 'Logout');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Login' }).waitFor();
  assert.equal(await userOf(page), null);
};

stories.the_focus_can_be_seen_everywhere = async ({ page, site }) => {
  for (const path of ['/', '/teachers', '/sign-in', '/inspecteur', '/echanges', '/cours', '/aide', '/plan']) {
    await page.goto(site + path);
    const seen = new Set();
    for (let count = 0; count < 50; count += 1) {
      await page.keyboard.press('Tab');
      const [name, outline] = await page.evaluate(() => [
        document.activeElement.outerHTML.slice(0, 60),
        getComputedStyle(document.activeElement).outlineStyle,
      ]);
      if (name.startsWith('<body')) break;
      assert.notEqual(outline, 'none', `${path}: ${name}`);
      seen.add(name);
    }
    assert.ok(seen.size >= 9, [path, ...seen].join('\n'));
  }
};

stories.javascript_is_not_needed = async ({ site, visitor }) => {
  const page = await visitor({ javaScriptEnabled: false, locale: 'fr-FR' });
  await signIn(page, site, 'alice');
  await page.goto(`${site}/teachers`);
  assert.equal(await userOf(page), 'alice');
  await page.getByRole('button', { name: 'Logout' }).click();
  await page.getByRole('link', { name: 'Login' }).waitFor();
  assert.equal(await userOf(page), null);
};

stories.another_site_cannot_sign_in_or_out_for_the_visitor = async ({ page, site, evil }) => {
  await signIn(page, site, 'alice');
  for (const action of ['/sign-in', '/logout']) {
    await evil(
      page,
      `<form method="post" action="${site}${action}"><input name="login" value="mallory">
      <input name="password" value="x"><button>Win!</button></form>`,
    );
    const answer = await submit(page, page.getByRole('button'));
    assert.equal(answer.status(), 403, action);
    assert.equal((await answer.allHeaders())['set-cookie'], undefined, action);
  }
  await page.goto(`${site}/`);
  assert.equal(await userOf(page), 'alice');
};

/** As the inspector says of `SameSite=Lax`. */
stories.a_lax_cookie_goes_with_a_get_form_of_another_site_not_with_a_post = async (story) => {
  const { page, site, evil } = story;
  await signIn(page, site, 'alice');
  assert.equal((await sessionOf(page)).sameSite, 'Lax');
  for (const [method, goes] of [
    ['get', true],
    ['post', false],
  ]) {
    await evil(page, `<form method="${method}" action="${site}/"><button>Win!</button></form>`);
    const asked = page.waitForRequest((request) => request.url().startsWith(`${site}/`));
    await page.getByRole('button').click();
    const { cookie = '' } = await (await asked).allHeaders();
    assert.equal(/(^|; )session=/.test(cookie), goes, `${method}: ${cookie}`);
    await page.waitForLoadState();
  }
};

stories.an_image_on_another_site_does_not_sign_out = async ({ page, site, evil }) => {
  await signIn(page, site, 'alice');
  const asked = page.waitForRequest(`${site}/logout`);
  await evil(page, `<img src="${site}/logout" alt="">`);
  await asked;
  // The page counts as loaded once its image has failed.
  await page.waitForLoadState('load');
  await page.goto(`${site}/`);
  assert.equal(await userOf(page), 'alice');
};

stories.the_cookie_in_the_jar_has_its_attributes = async ({ page, site, result }) => {
  await signIn(page, site, 'alice');
  const cookies = await page.context().cookies();
  assert.equal(cookies.length, 1);
  const [{ name, value, path, httpOnly, secure, sameSite, expires }] = cookies;
  assert.deepEqual(
    { name, path, httpOnly, secure, sameSite, expires },
    { name: 'session', path: '/', httpOnly: true, secure: false, sameSite: 'Lax', expires: -1 },
  );
  assert.equal(await page.evaluate(() => document.cookie), '');
  result.cookie = value;
};

stories.a_hostile_name_is_only_a_name = async ({ page, site }) => {
  const name = `"><script>alert(1)</script>&amp;'`;
  page.on('dialog', (dialog) => assert.fail(`the page says ${dialog.message()}`));
  await signIn(page, site, name);
  await page.goto(`${site}/teachers`);
  assert.equal(await userOf(page), name);
};

stories.an_account_is_made_used_and_deleted = async ({ page, site }) => {
  const login = `élève de ${new URL(site).hostname}`;
  await page.goto(`${site}/sign-in`);
  await page.getByRole('link', { name: 'Créer un nouveau compte' }).click();
  await page.waitForURL(`${site}/sign-up`);
  await page.locator('#login').fill(login);
  await page.locator('#password').fill('court');
  await page.locator('#confirm').fill(password);
  assert.equal((await submit(page, page.locator('main form button'))).status(), 400);
  assert.equal(await page.locator('#login').inputValue(), login);
  assert.equal(await page.locator('#password').inputValue(), '');
  await page.locator('#password').fill(password);
  await page.locator('#confirm').fill(password);
  await page.locator('main form button').click();
  await page.waitForURL(`${site}/sign-in`);
  assert.match(await messages(page), /Votre compte est créé/);
  await page.locator('#login').fill(login);
  await page.locator('#password').fill('x');
  assert.equal((await submit(page, page.locator('main form button'))).status(), 401);
  await page.locator('#password').fill(password);
  await page.locator('main form button').click();
  await page.waitForURL(`${site}/`);
  assert.equal(await userOf(page), login);
  await page.getByRole('link', { name: 'Mon compte' }).click();
  await page.waitForURL(`${site}/account`);
  await page.locator('#delete-current').fill(password);
  await page.getByRole('button', { name: 'Supprimer' }).click();
  await page.waitForURL(`${site}/`);
  assert.equal(await userOf(page), null);
  assert.deepEqual(await page.context().cookies(), []);
};

stories.the_inspector_gives_each_verdict_its_title = async ({ page, site, visitor }) => {
  await page.goto(`${site}/inspecteur`);
  assert.match(await page.locator('main').innerText(), /Aucun cookie reçu/);
  const plain = await visitor({ javaScriptEnabled: false, locale: 'fr-FR' });
  for (const [value, title] of given.verdicts) {
    await plain.context().clearCookies();
    await plain.context().addCookies([{ name: 'session', value, url: site }]);
    await plain.goto(`${site}/inspecteur`);
    assert.equal(await verdict(plain), title);
  }
};

stories.a_changed_cookie_is_shown_beside_the_good_one = async ({ page, site }) => {
  await page.goto(`${site}/inspecteur`);
  await signIn(page, site, 'alice');
  await page.goto(`${site}/inspecteur`);
  assert.equal(await verdict(page), 'Valide');
  await changeSession(page, site, (value) => value.replace('YWxpY2Ui', 'YWRtaW4i'));
  await page.goto(`${site}/inspecteur`);
  assert.equal(await verdict(page), 'Signature invalide — contenu non fiable');
  assert.equal(await page.locator('del').innerText(), 'xpY2U');
  assert.equal(await page.locator('ins').innerText(), 'RtaW4');
  assert.match(await page.locator('.suspects .sure').innerText(), /modifié.*c’est le cas/s);
  assert.equal(await userOf(page), null);
  await page.getByRole('button', { name: 'Effacer ce cookie' }).click();
  await page.getByText('Aucun cookie reçu').waitFor();
  assert.equal(await sessionOf(page), undefined);
};

stories.a_copy_from_before_the_logout_is_seen_as_a_replay = async ({ page, site }) => {
  await page.goto(`${site}/inspecteur`);
  await signIn(page, site, 'alice');
  const { value } = await sessionOf(page);
  await page.getByRole('button', { name: 'Logout' }).click();
  await page.getByRole('link', { name: 'Login' }).waitFor();
  await page.context().addCookies([{ name: 'session', value, url: site }]);
  await page.goto(`${site}/inspecteur`);
  assert.equal(await verdict(page), 'Valide, mais émis avant votre déconnexion');
  assert.equal(await userOf(page), 'alice');
};

stories.the_test_cookie_comes_back = async ({ site, visitor }) => {
  const page = await visitor({ javaScriptEnabled: false, locale: 'fr-FR' });
  await page.goto(`${site}/inspecteur`);
  await page.getByRole('button', { name: 'Tester mon navigateur' }).click();
  await page.waitForURL(`${site}/inspecteur/essai?retour=1`);
  assert.equal(await verdict(page), 'Il est revenu');
  const names = (await page.context().cookies()).map(({ name }) => name);
  assert.deepEqual(names, ['tp']);
};

stories.the_bench_changes_a_copy_and_sends_it_when_told = async ({ site, visitor }) => {
  const page = await visitor({ javaScriptEnabled: false, locale: 'fr-FR' });
  await page.goto(`${site}/banc`);
  await page.locator('#payload').fill('{"user":{"username":"admin"}}');
  await page.getByRole('button', { name: 'Vérifier tel quel' }).click();
  await page.getByText('Refusé au contrôle 2 sur 4').waitFor();
  assert.equal(await page.locator('.diff ins').innerText(), 'RtaW4');
  await page.getByRole('button', { name: 'Re-signer' }).click();
  await page.getByText('Accepté').waitFor();
  assert.equal(await verdict(page), 'Valide');
  await page.getByRole('link', { name: 'dernier caractère + 1' }).click();
  await page.waitForURL(`${site}/banc?essai=dernier#resultat`);
  await page.getByText('Flask l’accepterait').waitFor();
  assert.equal(await sessionOf(page), undefined);
  const before = await page.locator('#cookie').inputValue();
  await page.getByRole('button', { name: 'Envoyer ce cookie au site' }).click();
  await page.waitForURL(`${site}/inspecteur#content`);
  assert.equal((await sessionOf(page)).value, before);
  // The course's key is not this server's.
  assert.equal(await verdict(page), 'Signature invalide — contenu non fiable');
};

// A server that requires HTTPS but speaks HTTP, under a name and on the machine itself.
const lostStories = {};

lostStories.a_secure_cookie_over_plain_http_never_comes_back = async ({ site, visitor }) => {
  const page = await visitor({ javaScriptEnabled: false, locale: 'fr-FR' });
  await page.goto(`${site}/sign-in`);
  await page.locator('#login').fill('alice');
  await page.locator('#password').fill('x');
  await page.locator('main form button').click();
  await page.waitForURL(`${site}/`);
  assert.equal(await userOf(page), null);
  await page.goto(`${site}/inspecteur`);
  assert.match(await page.locator('main').innerText(), /Aucun cookie reçu/);
  await page.getByRole('button', { name: 'Tester mon navigateur' }).click();
  await page.waitForURL(`${site}/inspecteur/essai?retour=1`);
  assert.equal(await verdict(page), 'Cookie posé mais jamais revenu');
  const first = await page.locator('.suspects li').first().innerText();
  assert.match(first, /c’est le cas Secure est demandé, et la page est en HTTP sur rt\.example/);
  assert.deepEqual(await page.context().cookies(), []);
};

const lostHereStories = {};

lostHereStories.on_the_machine_itself_a_secure_cookie_comes_back = async ({ page, site }) => {
  await page.goto(`${site}/inspecteur`);
  await page.getByRole('button', { name: 'Tester mon navigateur' }).click();
  await page.waitForURL(`${site}/inspecteur/essai?retour=1`);
  assert.equal(await verdict(page), 'Il est revenu');
};

// Over TLS, with a certificate made when the server started.
const secureStories = {};

secureStories.under_tls_the_cookie_is_secure = async ({ site, visitor }) => {
  const page = await visitor({ locale: 'fr-FR', ignoreHTTPSErrors: true });
  await signIn(page, site, 'alice');
  const [{ name, secure, httpOnly, sameSite }] = await page.context().cookies();
  assert.deepEqual(
    { name, secure, httpOnly, sameSite },
    { name: 'session', secure: true, httpOnly: true, sameSite: 'Lax' },
  );
  await page.getByRole('button', { name: 'Logout' }).click();
  await page.getByRole('link', { name: 'Login' }).waitFor();
  assert.deepEqual(await page.context().cookies(), []);
};

secureStories.the_browser_warns_of_a_certificate_that_was_made_here = async ({ page, site }) => {
  await assert.rejects(page.goto(`${site}/`), /ERR_CERT_AUTHORITY_INVALID/);
};

// These pages are the same under any name, so only the loopback address is tried.
const audits = {};
const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced_colors: { forcedColors: 'active' },
  narrow: { viewport: { width: 320, height: 640 } },
};

for (const [look, options] of Object.entries(looks)) {
  audits[`every_page_is_accessible_in_${look}`] = async ({ site, visitor, result }) => {
    const page = await visitor({ locale: 'fr-FR', ...options });
    const looks = [
      '/inspecteur/essai',
      '/inspecteur/essai?retour=1',
      '/banc',
      '/banc?essai=admin',
      '/banc?essai=dernier',
      '/banc?lang=en&essai=egal',
    ];
    const paths = [
      '/',
      '/teachers',
      '/sign-in',
      '/sign-up',
      '/inspecteur',
      '/echanges',
      '/cours',
      '/aide',
      '/plan',
      '/accessibilite',
      '/manuel/flask-session-cookie',
      '/manuel/flask-session-demo-class',
      '/manuel/flask-session-demo-security',
      '/nowhere',
      '/?lang=en',
      '/sign-in?lang=en',
    ];
    result.checked = 0;
    const check = async (place) => {
      await assertAccessible(page, `${look}: ${place}`);
      result.checked += 1;
    };
    for (const path of [...paths, ...looks]) {
      await page.goto(site + path);
      await openAll(page);
      await check(path);
    }
    await page.goto(`${site}/banc`);
    await page.locator('#date').fill('demain');
    await page.locator('#key-own').check();
    await submit(page, page.getByRole('button', { name: 'Vérifier tel quel' }));
    await check('the bench, with errors');
    await page.goto(`${site}/banc`);
    await page.locator('#cookie').fill('x');
    await page.locator('#payload').fill('y');
    await submit(page, page.getByRole('button', { name: 'Vérifier tel quel' }));
    await check('the bench, with a contradiction');
    await page.goto(`${site}/sign-in`);
    await submit(page, page.locator('main form button'));
    await check('the form with errors');
    await page.goto(`${site}/sign-up`);
    await submit(page, page.locator('main form button'));
    await check('the form to sign up, with errors');
    await signUpAndIn(page, site, `élève ${look}`);
    await page.goto(`${site}/account`);
    await check('the account');
    await submit(page, page.getByRole('button', { name: 'Changer' }));
    await check('the account, with errors');
    await page.getByRole('button', { name: 'Logout' }).click();
    await page.getByRole('link', { name: 'Login' }).waitFor();
    await signIn(page, site, 'Zoé '.repeat(15).trim());
    const signedInPaths = [
      '/',
      '/teachers',
      '/inspecteur',
      '/echanges',
      '/nowhere',
    ];
    for (const path of signedInPaths) {
      await page.goto(site + path);
      await openAll(page);
      await check(`${path}, signed in`);
    }
    const { value } = await sessionOf(page);
    await changeSession(page, site, (good) => good.replace('.', 'A.'));
    await page.goto(`${site}/inspecteur`);
    await check('the inspector, with a changed cookie');
    await page.context().addCookies([{ name: 'session', value, url: site }]);
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('button', { name: 'Logout' }).click();
    await page.getByRole('link', { name: 'Login' }).waitFor();
    await page.context().addCookies([{ name: 'session', value, url: site }]);
    await page.goto(`${site}/inspecteur`);
    await check('the inspector, with a replay');
  };
}

const projected = [
  '/',
  '/teachers',
  '/inspecteur',
  '/echanges',
  '/cours',
  '/aide',
];

audits.projected_pages_fit_the_wall = async ({ site, visitor }) => {
  const page = await visitor({ locale: 'fr-FR', viewport: { width: 1280, height: 720 } });
  await page.goto(`${site}/echanges`);
  await signIn(page, site, 'Zoé '.repeat(15).trim());
  const typeSize = () =>
    page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  for (const path of projected) {
    await page.goto(site + path);
    const plain = await typeSize();
    await page.getByRole('link', { name: 'Projeter cette page' }).click();
    await page.waitForURL(`${site}/projection${path}`);
    assert.equal(await typeSize(), 2 * plain, path);
    assert.equal(await page.locator('header nav, footer nav').count(), 0, path);
    for (const { bottom } of await boxes(page, '.reading')) assert.ok(bottom <= 720, `${bottom}`);
    await assertAccessible(page, `/projection${path}`);
    await page.getByRole('link', { name: 'Quitter la projection' }).click();
    await page.waitForURL(site + path);
  }
};

audits.printed_pages_hold_what_is_read_and_nothing_to_press = async ({ site, visitor }) => {
  const page = await visitor({ locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 700, height: 1000 } });
  await page.goto(`${site}/echanges`);
  await signIn(page, site, 'alice');
  await page.emulateMedia({ media: 'print' });
  for (const path of ['/', '/teachers', '/inspecteur', '/echanges', '/cours', '/aide', '/plan', '/accessibilite']) {
    await page.goto(site + path);
    for (const part of await page.locator('header nav, footer, button, .skip').all()) {
      assert.equal(await part.isVisible(), false, `${path}: ${await part.innerHTML()}`);
    }
    assert.ok(await page.locator('h1').isVisible(), path);
    const [ink, paper] = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.documentElement);
      return [color, backgroundColor];
    });
    assert.deepEqual([ink, paper], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], path);
    await assertFits(page, path);
  }
  await page.goto(`${site}/plan`);
  const link = page.locator('main a[href="/inspecteur"]');
  const told = await link.evaluate((element) => getComputedStyle(element, '::after').content);
  assert.match(told, /\/inspecteur/);
};

// What `--lab` adds, on a separate server.
const labAudits = {};

for (const [look, options] of Object.entries(looks)) {
  labAudits[`the_practical_is_accessible_in_${look}`] = async ({ site, visitor }) => {
    const page = await visitor({ locale: 'fr-FR', ...options });
    await page.goto(`${site}/tp`);
    await assertAccessible(page, `${look}: /tp`);
    const exercises = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => `/tp/${number}`);
    for (const path of exercises) {
      await page.goto(site + path);
      if (path === '/tp/1') {
        await assertAccessible(page, `${look}: ${path}, not begun`);
        await submit(page, page.locator('main form button').first());
        await assertAccessible(page, `${look}: ${path}, with errors`);
      }
      await page.locator('main input[type=radio]').first().check();
      await page.locator('#reason').fill('parce que');
      await submit(page, page.locator('main form button').first());
      await assertAccessible(page, `${look}: ${path}, begun`);
    }
    await signIn(page, site, 'Zoé '.repeat(15).trim());
    for (const path of ['/', '/tp', '/tp/bilan', '/reglages', '/prof', '/echanges', '/plan', '/attaquant']) {
      await page.goto(site + path);
      await assertAccessible(page, `${look}: ${path}`);
    }
  };
}

labAudits.the_practical_fits_the_wall = async ({ site, visitor }) => {
  const page = await visitor({ locale: 'fr-FR', viewport: { width: 1280, height: 720 } });
  await page.goto(`${site}/tp/1`);
  await page.locator('main input[type=radio]').first().check();
  await page.locator('#reason').fill('parce que');
  await submit(page, page.locator('main form button').first());
  for (const path of ['/tp', '/tp/1', '/tp/2', '/tp/bilan', '/prof/prediction/3', '/inspecteur']) {
    await page.goto(`${site}/projection${path}`);
    await assertAccessible(page, `/projection${path}`);
  }
};

labAudits.what_matters_stands_in_the_first_screen = async ({ site, visitor }) => {
  const page = await visitor({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } });
  await signIn(page, site, 'lea');
  await page.goto(`${site}/inspecteur`);
  const [sent, read] = await boxes(page, '.reading code');
  assert.ok(sent.y === read.y && sent.right <= read.x, 'side by side');
  assert.ok(read.bottom <= 800, `the reading ends at ${read.bottom}`);
  const size = await page.locator('.reading code').last().evaluate((it) => getComputedStyle(it).fontSize);
  assert.ok(parseFloat(size) >= 28, size);
  const gates = await boxes(page, '.gates > li');
  assert.deepEqual(new Set(gates.map(({ y }) => y)).size, 1, 'one line of four');
  await page.goto(`${site}/banc?essai=admin#resultat`);
  const [[field], [result], changes] = await Promise.all(
    ['#cookie', '#resultat', '.diff ins'].map((it) => boxes(page, it)),
  );
  assert.ok(result.y >= 0 && changes[0].bottom <= 800, `${result.y} to ${changes[0].bottom}`);
  assert.ok(field.right <= result.x && field.bottom <= 800, 'the diff is beside the fields');
  await page.goto(`${site}/tp/1`);
  const [question] = await boxes(page, 'main fieldset');
  assert.ok(question.bottom <= 800, `the question ends at ${question.bottom}`);
  await page.locator('main input[type=radio]').first().check();
  await page.locator('#reason').fill('parce que');
  await submit(page, page.locator('main form button').first());
  await page.goto(`${site}/tp/1`);
  const [task] = await boxes(page, '.observe > li');
  assert.ok(task.bottom <= 800, `the first step ends at ${task.bottom}`);
  await page.evaluate(() => scrollTo(0, document.querySelector('.pager').offsetTop - 700));
  const [seen] = await boxes(page, '#seen');
  assert.ok(seen.y >= 0 && seen.bottom <= 800, `what the server saw is at ${seen.y}`);
};

labAudits.what_matters_stands_in_the_first_screen_of_a_telephone = async ({ site, visitor }) => {
  const page = await visitor({ locale: 'fr-FR', viewport: { width: 390, height: 844 } });
  await signIn(page, site, 'lea');
  for (const path of ['/', '/tp/1', '/inspecteur']) {
    await page.goto(site + path);
    const [header] = await boxes(page, 'header');
    assert.ok(header.bottom < 0.15 * 844, `${path}: ${header.bottom} px of header`);
  }
  // Cards: nothing to scroll sideways.
  const wide = await page.locator('.wide').first().evaluate((it) => it.scrollWidth - it.clientWidth);
  assert.equal(wide, 0);
  assert.match(
    await page.locator('.taken-apart td').first().evaluate((it) => getComputedStyle(it, '::before').content),
    /Texte base64url/,
  );
  await page.locator('.brand a').click();
  await page.waitForURL(`${site}/`);
};

labAudits.twenty_exchanges_are_a_short_page = async ({ site, visitor }) => {
  const page = await visitor({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } });
  await page.goto(`${site}/echanges`);
  for (let round = 0; round < 3; round += 1) {
    await page.goto(`${site}/sign-in`);
    await signIn(page, site, 'lea');
    await page.goto(`${site}/teachers`);
    await submit(page, page.getByRole('button', { name: 'Logout' }));
    await page.waitForURL(`${site}/`);
  }
  await page.goto(`${site}/echanges`);
  assert.equal(await page.locator('.exchanges > li').count(), 20);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(height < 3000, `${height} px`);
  // What sets a cookie has arrows there and back; what does not is a line.
  const setting = page.locator('.exchanges > li', { has: page.locator('.lanes') });
  assert.ok((await setting.count()) >= 6);
  for (const text of await setting.locator('.back').allInnerTexts()) assert.match(text, /Set-Cookie: session=/);
  const lines = await boxes(page, '.exchanges > li:not(:has(.lanes))');
  for (const { height: line } of lines) assert.ok(line < 60, `a line of ${line} px`);
};

/** Where elements stand in the window. */
async function boxes(page, selector) {
  return page.locator(selector).evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON()));
}

async function assertAccessible(page, place) {
  // Done by the debugger, to which the page's own policy does not apply.
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() =>
    globalThis.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  assert.ok(passes.length > 15, `${place}: axe looked at ${passes.length} rules only`);
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`);
  assert.deepEqual(said, [], place);
  await assertFits(page, place);
}

async function assertFits(page, place) {
  const [wide, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wide <= room, `${place}: ${wide} px wide in ${room} px`);
}

async function signIn(page, site, login) {
  await page.goto(`${site}/sign-in`);
  await page.locator('#login').fill(login);
  await page.locator('#password').fill('x');
  await page.locator('main form button').click();
  await page.waitForURL(`${site}/`);
  assert.equal(await userOf(page), login);
}

async function signUpAndIn(page, site, login) {
  await page.goto(`${site}/sign-up`);
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await page.locator('#confirm').fill(password);
  await page.locator('main form button').click();
  await page.waitForURL(`${site}/sign-in`);
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await page.locator('main form button').click();
  await page.waitForURL(`${site}/`);
}

/** Presses a form's button, and returns the answer to the POST once the browser shows it. */
async function submit(page, button) {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await button.click();
  const answer = await answered;
  await page.waitForLoadState();
  return answer;
}

/** The name in the navigation, or null. */
async function userOf(page) {
  const name = page.locator('nav .user bdi');
  return (await name.count()) === 0 ? null : name.innerText();
}

/** The session cookie in the jar, if there is one. */
async function sessionOf(page) {
  return (await page.context().cookies()).find(({ name }) => name === 'session');
}

/** Changes the session cookie, as with the browser's tools. */
async function changeSession(page, site, change) {
  const { value } = await sessionOf(page);
  await page.context().addCookies([{ name: 'session', value: change(value), url: site }]);
}

/** The title of a verdict. */
async function verdict(page) {
  return (await page.locator('.verdict strong').first().innerText()).replace(/[\u00a0\u202f]/g, ' ');
}

/** Opens folded parts, so that they are checked too. */
async function openAll(page) {
  for (const summary of await page.locator('main summary').all()) await summary.click();
}

async function messages(page) {
  return (await page.getByRole('status').innerText()).trim();
}

async function tabTo(page, isWanted) {
  for (let count = 0; count < 30; count += 1) {
    await page.keyboard.press('Tab');
    const element = await page.evaluateHandle(() => document.activeElement);
    if (await element.evaluate(isWanted)) return;
  }
  assert.fail(`the Tab key does not lead to ${isWanted}`);
}

/** Another site, which shows whatever its query asks for. */
const evilSite = createServer((request, response) => {
  response.setHeader('Content-Type', 'text/html');
  response.end(new URL(request.url, 'http://evil.example').searchParams.get('body'));
});
await new Promise((resolve) => evilSite.listen(0, '127.0.0.1', resolve));
const evilHost = `evil.example:${evilSite.address().port}`;

function evil(page, body) {
  return page.goto(`http://${evilHost}/?${new URLSearchParams({ body })}`);
}

async function tell(browser, name, story, place) {
  const site = given[place];
  const result = { story: name, place, error: null };
  const contexts = [];
  const known = new Set([new URL(site).host, evilHost]);
  const visitor = async (options) => {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(20_000);
    context.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith('http') && !known.has(host)) result.error ??= `asked ${host}`;
    });
    context.on('console', (message) => {
      // Chromium logs a refused page as an error too; for us, only a violated policy is one.
      if (/content.security.policy/i.test(message.text())) result.error ??= message.text();
    });
    contexts.push(context);
    return context.newPage();
  };
  const page = await visitor({ locale: 'fr-FR' });
  try {
    await story({ page, site, visitor, evil, result });
  } catch (error) {
    const shown = await page.innerText('body').catch(() => '');
    result.error ??= `${error.stack ?? error}\n${page.url()}\n${shown}`;
  }
  await Promise.all(contexts.map((context) => context.close()));
  return result;
}

const hosts = [new URL(given.named).hostname, 'evil.example'];
const browser = await chromium.launch({
  executablePath: given.chromium,
  args: [
    `--host-resolver-rules=${hosts.map((host) => `MAP ${host} 127.0.0.1`).join(',')}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-gpu',
    '--disable-quic',
    '--disable-sync',
    '--no-first-run',
  ],
});

async function tellAll(place, told) {
  for (const [name, story] of Object.entries(told)) {
    console.log(JSON.stringify(await tell(browser, name, story, place)));
  }
}

await Promise.all([
  tellAll('loopback', stories),
  tellAll('named', stories),
  tellAll('loopback', audits),
  tellAll('lab', labAudits),
  tellAll('tls', secureStories),
  tellAll('lost', lostStories),
  tellAll('lost_here', lostHereStories),
]);
await browser.close();
evilSite.close();
