import type { MetadataRoute } from 'next';

export const dynamic = 'force-static';

/** The page may be found; what it answers to programs is of no use in a search. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', allow: '/', disallow: '/api/' } };
}
