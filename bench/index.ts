// `npm run bench`: prints medians and 95th percentiles. It gates nothing: machines differ.
import { auditing } from './auditing';
import { browser } from './browser';
import { comparison } from './comparison';
import { generating } from './generating';
import { print } from './measure';
import { serving } from './serving';

await serving();
print([...(await generating()), ...(await auditing()), ...(await comparison()), ...(await browser())]);
