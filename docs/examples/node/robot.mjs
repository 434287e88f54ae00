// Writes one file for each invoice of a customer: values in, progress, artifacts and outputs out.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
// In your own robot: copy rota.mjs beside it, and import './rota.mjs'.
import * as rota from '../../../processes/lib/rota.mjs';

const customer = rota.input('customer');
const count = Number(rota.input('invoices', 3));
if (customer === 'nobody') {
  rota.error('there is no customer called nobody');
  process.exit(2); // a business error: trying again would not help
}

for (let number = 1; number <= count; number += 1) {
  if (rota.isCancelled()) {
    rota.warning(`stopped after ${number - 1} of ${count}`);
    process.exit(1);
  }
  writeFileSync(path.join(rota.artifactsFolder(), `invoice-${number}.txt`), `Invoice ${number} for ${customer}\n`);
  rota.progress(Math.floor((100 * number) / count), `invoice ${number} of ${count}`);
  rota.setOutput('invoices', number);
}

rota.setOutput('customer', customer);
rota.setOutput('hasPassword', Boolean(rota.input('password')));
