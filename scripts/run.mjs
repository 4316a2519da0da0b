// Starts an entry of src/ from a bundle, made anew whenever a source is newer: node scripts/run.mjs main|cli [ARG …]
// Loading several hundred modules one by one takes two seconds and more; one file takes well under one.

import { join } from 'node:path';
import { bundle } from './bundle.mjs';

const [entry] = process.argv.splice(2, 1);
await import(join(await bundle(), `${entry}.js`));
