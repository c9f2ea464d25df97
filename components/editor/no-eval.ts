import { config } from 'zod';

// Zod would try whether it may write code while the page runs. It may not, and browsers report the attempt. This has to
// be known before the first schema is made: keep it the first import of whatever loads one into a page or a worker.
config({ jitless: true });
