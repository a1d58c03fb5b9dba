/** The inner pieces that tests reach for; their types are in testing.d.mts. Nothing else imports this. */
export { countTests, inPool } from './checks.mjs';
export { toRecords } from './cifar10.mjs';
export { fetchAside, wheelAddress } from './clients.mjs';
export { partialFolder, sweepPartials } from './partials.mjs';
export { crc32End, crc32Start, crc32Update } from './crc32.mjs';
export { missingPackages } from './debian.mjs';
export { classifyTrouble, describeTrouble, SetupError } from './failure.mjs';
export { describeProcess, isStale, takeLock } from './lock.mjs';
export { formatProgress, makeLog, silentLog } from './log.mjs';
export { platformTrouble } from './part-machine.mjs';
export { ensure, planParts } from './parts.mjs';
export { cacheRoot, tensorflowVariant } from './paths.mjs';
export { decodePng } from './png.mjs';
export { renewReceipt, validReceipt, writeReceipt } from './receipts.mjs';
export { extractEntry, insideFolder, listZip } from './zip.mjs';
