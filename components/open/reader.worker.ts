// Reads files beside the page: whatever they are, the page goes on. Loaded when the first one is taken.
import '@/components/editor/no-eval';
import { answerTo } from './reading';

addEventListener('message', async ({ data }: MessageEvent<readonly File[]>) => {
  postMessage(await answerTo(data));
});
