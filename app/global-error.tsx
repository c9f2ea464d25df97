'use client';

import './globals.css';
import './problem-page.css';
import PageError from './error';

/** Takes the place of the whole page when not even its frame can be drawn. */
export default function GlobalError({ error }: { readonly error: Error }) {
  return (
    <html lang="en">
      <body>
        <PageError error={error} />
      </body>
    </html>
  );
}
