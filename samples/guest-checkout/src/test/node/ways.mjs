// What people do in the shop, each in a browser of their own.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {Shopper, desktop, phone} from './shopper.mjs';

let addresses = 0;
// Long ones, for they have to fit a phone.
const newAddress = () => `chris.featherstonehaugh${++addresses}@mail.example.com`;

async function becomeCustomer(shopper, look = async () => {}) {
    const email = newAddress();
    await shopper.open('/?utm_campaign=spring');
    await look('catalogue');
    await shopper.buy('Teapot');
    await shopper.page.getByRole('link', {name: 'Add something else'}).click();
    await shopper.buy('Sencha');
    await look('cart');
    await shopper.open('/checkout');
    await look('checkout');
    await shopper.checkOut(email);
    await look('code');
    await shopper.typeCode((await shopper.mail(email)).code, 'Order now');
    await shopper.seesTitle('Thank you');
    await look('thanks');
    await shopper.open('/account');
    await shopper.sees('1 × Teapot');
    await look('account');
    const cookies = await shopper.cookies();
    assert.ok(!cookies.includes('DS') && !cookies.includes('DSR'), `still a visitor: ${cookies}`);
    return email;
}

/** The page on which an account's cart and the visitor's are beside each other, and what became of the one not chosen. */
async function choose(shopper, email, look) {
    await shopper.open('/');
    await shopper.buy('Cup');
    await shopper.open('/account');
    await shopper.press('Log out');
    await shopper.buy('Honey');
    await shopper.open('/login');
    await look('login');
    const before = (await shopper.mail(email)).code;
    await shopper.page.getByLabel('Your e-mail address').fill(email);
    await shopper.press('Send me a code');
    await shopper.seesTitle('Your code');
    const {code} = await shopper.mail(email, mail => mail.code !== before);
    await shopper.typeCode(code, 'Log in');
    await shopper.seesTitle('Two carts');
    await look('choice');
    await shopper.press('Take this cart');
    await shopper.open('/cart');
    await shopper.sees('Honey');
    await shopper.sees('1 × Cup');
    await look('saved-cart');
}

async function wholeWay(browser, shop, size) {
    const shopper = await Shopper.enter(browser, shop, size);
    const look = name => shopper.look(name);
    const email = await becomeCustomer(shopper, look);
    await choose(shopper, email, look);
    await shopper.leave();
}

async function otherPages(browser, shop, size) {
    const shopper = await Shopper.enter(browser, shop, size);
    await shopper.open('/cart');
    await shopper.look('empty-cart');
    await shopper.open('/signup');
    await shopper.look('signup');
    await shopper.open('/mailbox');
    await shopper.look('mailbox');
    await shopper.open('/under-the-hood');
    await shopper.open('/under-the-hood');
    await shopper.sees('"danu" : true');
    await shopper.sees('Known: the session token was good');
    await shopper.look('under-the-hood');
    await shopper.open('/insights');
    await shopper.seesTitle('Log in');
    await shopper.page.getByLabel('Name', {exact: true}).fill('staff');
    await shopper.page.getByLabel('Password').fill('show me the numbers');
    await shopper.press('Log in', shopper.page.locator('section', {hasText: 'By a password'}));
    await shopper.seesTitle('Insights');
    await shopper.look('insights');
    await shopper.open('/under-the-hood');
    await shopper.sees('You are signed in');
    await shopper.look('under-the-hood-signed-in');
    await shopper.leave();
}

/** Pages that say no. The browser's console tells their status, so that is not asked to stay empty. */
async function refusals(browser, shop, size) {
    const shopper = await Shopper.enter(browser, shop, size);
    const email = newAddress();
    await shopper.open('/nothing', 404);
    await shopper.look('not-found');
    await shopper.open('/');
    await shopper.buy('Cup');
    await shopper.checkOut(email);
    await shopper.typeCode('000000', 'Order now');
    await shopper.page.getByText('You can try 4 more times').waitFor();
    await shopper.look('code-wrong');
    await shopper.typeCode((await shopper.mail(email)).code, 'Order now');
    await shopper.seesTitle('Thank you');
    await shopper.open('/insights', 403);
    await shopper.seesTitle('For staff only');
    await shopper.look('insights-refused');
    await shopper.context.close();
}

export const ways = {
    'the whole way on a desktop': (browser, shop) => wholeWay(browser, shop, desktop),

    'the whole way on a phone': (browser, shop) => wholeWay(browser, shop, phone),

    'all other pages on a desktop': (browser, shop) => otherPages(browser, shop, desktop),

    'all other pages on a phone': (browser, shop) => otherPages(browser, shop, phone),

    'pages that refuse on a desktop': (browser, shop) => refusals(browser, shop, desktop),

    'pages that refuse on a phone': (browser, shop) => refusals(browser, shop, phone),

    'the whole way without JavaScript': async (browser, shop) => {
        const shopper = await Shopper.enter(browser, shop, phone, {javaScriptEnabled: false});
        await becomeCustomer(shopper);
        await shopper.leave();
    },

    'the other storefront is another tenant': async (browser, shop) => {
        const coffee = new URL(shop);
        coffee.hostname = 'coffee.localhost';
        const shopper = await Shopper.enter(browser, coffee.href, desktop);
        await shopper.open('/');
        await shopper.sees('Bean & Burr');
        await shopper.buy('Espresso');
        await shopper.look('coffee-cart');
        for (const size of [desktop, phone]) {
            const other = await Shopper.enter(browser, coffee.href, size);
            await other.open('/');
            await other.look('coffee');
            await other.leave();
        }
        const subject = await shopper.subject();
        // Its tokens, carried over by hand: nobody in the other house.
        const tokens = await shopper.context.cookies();
        await shopper.context.addCookies(tokens.map(it => ({...it, domain: new URL(shop).hostname})));
        const tea = new Shopper(shop, shopper.context, await shopper.context.newPage(), '1280');
        await tea.open('/cart');
        await tea.sees('There is nothing in it yet');
        assert.notEqual(await tea.subject(), subject);
        await shopper.leave();
    },

    'two tabs refresh at once': async (browser, shop) => {
        const shopper = await Shopper.enter(browser, shop);
        await shopper.open('/');
        await shopper.buy('Cup');
        const subject = await shopper.subject();
        const tab = await shopper.anotherTab();
        // As the browser does when the session token's time is over.
        await shopper.context.clearCookies({name: 'DS'});
        await Promise.all([shopper.open('/cart'), tab.open('/cart')]);
        assert.equal(await shopper.subject(), subject);
        for (const it of [shopper, tab]) {
            await it.sees('Cup');
        }
        await tab.open('/under-the-hood');
        assert.match(await tab.text(), /Generation\s+1\s+times refreshed/);
        await shopper.leave();
    },

    'a link is opened in another browser': async (browser, shop) => {
        const shopper = await Shopper.enter(browser, shop);
        const email = newAddress();
        await shopper.open('/');
        await shopper.buy('Rooibos');
        await shopper.checkOut(email);
        const sign = await shopper.page.locator('.sign-of-mail').innerText();
        const other = await Shopper.enter(browser, shop, phone);
        // The test's port is not known to who writes the mails.
        const link = new URL((await shopper.mail(email)).link);
        const scanner = await Shopper.enter(browser, shop);
        await scanner.open(link.pathname + link.search);
        await scanner.look('link');
        await scanner.leave();
        await other.open(link.pathname + link.search);
        await other.look('link');
        await other.page.getByLabel('The four characters').fill(sign);
        await other.press('Confirm');
        await other.seesTitle('Confirmed');
        await other.sees('press “I used the link in the mail”');
        await other.look('link-confirmed');
        await other.open('/account');
        await other.seesTitle('Log in');
        await shopper.press('I used the link');
        await shopper.seesTitle('Thank you');
        await other.leave();
        await shopper.leave();
    },

    'a link is opened in the same browser': async (browser, shop) => {
        const shopper = await Shopper.enter(browser, shop, phone);
        const email = newAddress();
        await shopper.open('/');
        await shopper.buy('Assam');
        await shopper.checkOut(email);
        const link = new URL((await shopper.mail(email)).link);
        await shopper.open(link.pathname + link.search);
        await shopper.press('Confirm');
        await shopper.seesTitle('You are signed in');
        await shopper.open('/account');
        await shopper.sees('1 × Assam');
        await shopper.leave();
    },

    'back after the conversion': async (browser, shop) => {
        const shopper = await Shopper.enter(browser, shop);
        const email = newAddress();
        await shopper.open('/');
        await shopper.buy('Honey');
        await shopper.checkOut(email);
        const {code} = await shopper.mail(email);
        await shopper.typeCode(code, 'Order now');
        await shopper.seesTitle('Thank you');
        await shopper.page.goBack();
        // Nothing of the visitor was kept by the browser: it asks again, and is somebody else.
        await shopper.seesTitle(`Hello, ${email}`);
        assert.equal((await shopper.text()).match(/1 × Honey/g).length, 1);
        await shopper.leave();
    },

    'by the keyboard alone': async (browser, shop) => {
        const shopper = await Shopper.enter(browser, shop);
        const key = name => shopper.page.keyboard.press(name);
        await shopper.open('/');
        await key('Tab');
        await key('Enter');
        assert.equal(await shopper.page.evaluate(() => document.activeElement.id), 'content');
        await key('Tab');
        await key('3');
        await key('Enter');
        await shopper.seesTitle('Your cart');
        assert.equal(await shopper.page.getByLabel('How many of Sencha').inputValue(), '3');
        const email = newAddress();
        await shopper.reach('To the checkout');
        await key('Enter');
        await shopper.seesTitle('Check out');
        for (const [field, text] of Object.entries({name: 'Ann', address: 'Main Street 1', email})) {
            await shopper.reach(field);
            await shopper.page.keyboard.type(text);
        }
        await key('Enter');
        // The field is where the person is.
        await shopper.seesTitle('Your code');
        await shopper.page.keyboard.type((await shopper.mail(email)).code);
        await key('Enter');
        await shopper.seesTitle('Thank you');
        await shopper.leave();
    },

    'by the scripts of the recipes': async (browser, shop) => {
        const recipes = fs.readFileSync('../../../../docs/recipes.md', 'utf8').replaceAll('https://api.shop.example', '');
        const [ask, change, ...more] = [...recipes.matchAll(/```js\n(.*?)```/gs)].map(it => it[1]);
        assert.deepEqual(more, [], 'a script that nothing runs');
        // The shop's own policy lets no script run.
        const shopper = await Shopper.enter(browser, shop, desktop, {bypassCSP: true});
        await shopper.open('/');
        const known = () => shopper.page.evaluate(`(async () => { ${ask} return {anonymous, sub, claims}; })()`);
        assert.deepEqual(await known(), {anonymous: true, sub: await shopper.subject(), claims: {locale: 'en'}});
        await shopper.page.evaluate(`(async () => { ${change} })()`);
        assert.equal((await known()).claims.currency, 'EUR');
        await shopper.leave();
    },
};
