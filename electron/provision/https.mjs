import fs from 'node:fs';
import https from 'node:https';

const MOST_REDIRECTS = 5;

/**
 * Downloads a public file over HTTPS, following redirects. Gives up when the server does not answer or stalls.
 *
 * @param {string} url
 * @param {string} target written as it arrives; the caller keeps it aside
 * @param {import('./log.mjs').Progress} progress
 * @param {{ answerMs?: number, stallMs?: number }} [limits] milliseconds to wait for the answer and between pieces
 * @returns {Promise<void>}
 * @throws {Error} with a short reason
 */
export async function downloadHttps(url, target, progress, { answerMs = 10000, stallMs = 30000 } = {}) {
  let address = url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const response = await ask(address, answerMs);
    const { statusCode, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy();
      address = new URL(headers.location, address).href;
      if (!address.startsWith('https:')) throw new Error('the server led away from HTTPS');
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw new Error(`the server answered ${statusCode}`);
    }
    await save(response, target, progress, stallMs);
    return;
  }
  throw new Error('the server led in circles');
}

function ask(url, answerMs) {
  return new Promise((resolve, reject) => {
    const request = https.get(url, { headers: { 'user-agent': 'inlay-setup' } });
    const timer = setTimeout(() => request.destroy(new Error('no answer in time')), answerMs);
    request.on('response', (response) => {
      clearTimeout(timer);
      resolve(response);
    });
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(new Error(error.code ?? error.message));
    });
  });
}

function save(response, target, progress, stallMs) {
  return new Promise((resolve, reject) => {
    const total = Number(response.headers['content-length']) || undefined;
    const file = fs.createWriteStream(target);
    let done = 0;
    response.setTimeout(stallMs, () => response.destroy(new Error('the transfer stalled')));
    response.on('data', (piece) => progress.to((done += piece.length), total));
    response.on('error', reject);
    response.on('aborted', () => reject(new Error('the transfer broke off')));
    file.on('error', reject);
    file.on('finish', () =>
      total === undefined || done === total ? resolve() : reject(new Error('the transfer broke off')),
    );
    response.pipe(file);
  });
}
