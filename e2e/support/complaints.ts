import type { BrowserContext } from '@playwright/test';

/** Containers that start and stop beside the tests change this machine's networks, and Chromium drops its requests. */
const NOT_OURS = /ERR_NETWORK_CHANGED/;

/** In each page, before its own scripts: says in one line what the policy of scripts/lib/page-headers.mjs refused. */
function tellViolations() {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile, lineNumber }) => {
    const where = sourceFile ? ` at ${sourceFile}:${lineNumber}` : '';
    console.error(`Content-Security-Policy: ${effectiveDirective} refused ${blockedURI}${where} ${sample}`);
  });
}

/** Collects what the browser complains about in any page of a context: errors, and what the page's policy refused. */
export async function collectComplaints(context: BrowserContext, complaints: string[]): Promise<void> {
  await context.addInitScript(tellViolations);
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' && !NOT_OURS.test(message.text())) complaints.push(message.text());
  });
}
