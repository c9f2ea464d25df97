import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './globals.css';
import './problem-page.css';

const title = 'Base2 Designer';
const description = 'Design a hardened web stack as a diagram, download it, run it with docker compose.';

export const metadata: Metadata = {
  title,
  description,
  applicationName: title,
  openGraph: { type: 'website', siteName: title, title, description },
  twitter: { card: 'summary', title, description },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#16181d' },
  ],
};

/** Without its comments: they would be sent with each page. */
const beforePaint = readFileSync(path.join(process.cwd(), 'app/before-paint.js'), 'utf8').replace(/^ *\/\/.*\n/gm, '');

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* In the page itself: a request of its own would hold up the first paint. */}
        <script dangerouslySetInnerHTML={{ __html: beforePaint }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
