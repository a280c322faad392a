// A person at a browser: what they see is in pictures, and checked for what would keep others out.
import fs from 'node:fs';
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];

export const desktop = {name: '1280', viewport: {width: 1280, height: 800}};
export const phone = {name: '390', viewport: {width: 390, height: 844}, isMobile: true, hasTouch: true};

export const launch = executablePath => chromium.launch({executablePath, args: FLAGS});

export class Shopper {
    constructor(shop, context, page, size) {
        Object.assign(this, {shop, context, page, size, problems: []});
        page.setDefaultTimeout(20000);
        page.on('pageerror', error => this.problems.push(String(error)));
        // What the policy forbids, the browser says on its console.
        page.on('console', message => message.type() === 'error' && this.problems.push(message.text()));
    }

    static async enter(browser, shop, {name, ...size} = desktop, more = {}) {
        const context = await browser.newContext({locale: 'en-GB', ...size, ...more});
        return new Shopper(shop, context, await context.newPage(), name);
    }

    async anotherTab() {
        return new Shopper(this.shop, this.context, await this.context.newPage(), this.size);
    }

    async open(path, status = 200) {
        const answer = await this.page.goto(new URL(path, this.shop).href);
        assert.equal(answer.status(), status, path);
    }

    async press(name, within = this.page) {
        await within.getByRole('button', {name, exact: false}).first().click();
    }

    async buy(product) {
        await this.press('Add', this.page.locator('li.card', {hasText: product}));
        await this.seesTitle('Your cart');
    }

    /** Fills in the delivery, with an address to be proven or without one. */
    async checkOut(email) {
        await this.open('/checkout');
        await this.page.getByLabel('Your name').fill('Ann');
        await this.page.getByLabel('Your address').fill('Main Street 1');
        await this.page.getByLabel('Your e-mail address').fill(email);
        await this.press('Continue');
        await this.seesTitle('Your code');
    }

    async mail(email, isOther = () => true) {
        for (const end = Date.now() + 20000; Date.now() < end; ) {
            const answer = await this.context.request.get(new URL('/mailbox/latest', this.shop).href, {params: {to: email}});
            if (answer.ok()) {
                const mail = await answer.json();
                if (isOther(mail)) {
                    return mail;
                }
            }
            // The mail is written in the background.
            await new Promise(later => setTimeout(later, 100));
        }
        throw new Error('There is no mail');
    }

    /** Goes on by the tabulator until a field or a button of that name has the focus. */
    async reach(name) {
        for (let steps = 0; steps < 50; steps++) {
            await this.page.keyboard.press('Tab');
            const at = await this.page.evaluate(() => [document.activeElement.name, document.activeElement.textContent.trim()]);
            if (at.includes(name)) {
                return;
            }
        }
        throw new Error(`No key leads to ${name}`);
    }

    async typeCode(code, button) {
        await this.page.getByLabel('The code').fill(code);
        await this.press(button);
    }

    async seesTitle(title) {
        await this.page.getByRole('heading', {level: 1, name: title}).waitFor();
    }

    async sees(text) {
        assert.ok((await this.text()).includes(text), `"${text}" is not on ${this.page.url()}`);
    }

    async text() {
        return this.page.locator('body').innerText();
    }

    async subject() {
        const page = await this.context.newPage();
        const answer = await page.goto(new URL('/guestpass/session', this.shop).href);
        const {sub} = await answer.json();
        await page.close();
        return sub;
    }

    async cookies() {
        return (await this.context.cookies()).map(cookie => cookie.name).sort();
    }

    /** Takes a picture, and looks for what no page may have: something cut off at the side, or in the way of anybody. */
    async look(name) {
        const file = `../screenshots/${name}-${this.size}.png`;
        await this.page.screenshot({path: file, fullPage: true});
        // A phone widens its window to what does not fit, so that is no measure.
        const {width} = this.page.viewportSize();
        const scroll = await this.page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(scroll <= width, `${name} is ${scroll} wide, the window ${width}`);
        await this.page.evaluate(axe);
        const {violations} = await this.page.evaluate(() => window.axe.run());
        const found = violations.map(it => `${it.impact} ${it.id}: ${it.nodes.map(node => node.html).join(' ')}`);
        assert.deepEqual(found, [], `axe on ${name}`);
    }

    async leave() {
        await this.context.close();
        assert.deepEqual(this.problems, [], 'the console of the browser');
    }
}
