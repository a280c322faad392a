// Goes the ways that are named line by line, and answers each with a line of JSON: null, or what went wrong.
import readline from 'node:readline';
import {launch} from './shopper.mjs';
import {ways} from './ways.mjs';

const [shop, chromium] = process.argv.slice(2);
const browser = await launch(chromium);
for await (const name of readline.createInterface({input: process.stdin})) {
    let problem = null;
    try {
        await ways[name](browser, shop);
    } catch (error) {
        problem = error.stack;
    }
    console.log(JSON.stringify(problem));
}
await browser.close();
