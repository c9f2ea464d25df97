/**
 * The page's colours as a file can have them, light and dark: few programs that show pictures know OKLCH or variables.
 * A test holds them to those of app/globals.css, by whose names they go.
 */
export const colours = {
  canvas: ['#f5f6f9', '#0d0f13'],
  surface: ['#ffffff', '#16191e'],
  border: ['#dfe2e7', '#292d35'],
  'border-strong': ['#848b96', '#6e7581'],
  text: ['#1c2129', '#ebedf0'],
  'text-muted': ['#565d68', '#a9aeb7'],
  'accent-text': ['#2051ce', '#96bbfe'],
  'accent-line': ['#a0bef9', '#3b5690'],
  'wire-public': ['#5a83da', '#5d85ce'],
  'zone-internet-soft': ['#eff5fa', '#12181d'],
  'zone-internet-tile': ['#dbeaf5', '#21303c'],
  'zone-internet-line': ['#cedbe5', '#28343f'],
  'zone-internet-text': ['#3f5e78', '#9ec3de'],
  'zone-stack-soft': ['#eef1f5', '#13161b'],
  'zone-stack-line': ['#d0d5dc', '#2d323a'],
  'zone-stack-text': ['#505966', '#b3bbc8'],
  'zone-edge-soft': ['#faf6ef', '#1a1713'],
  'zone-edge-tile': ['#f8e8d0', '#3a2b19'],
  'zone-edge-line': ['#e6d7c1', '#3c3023'],
  'zone-edge-text': ['#805226', '#e2be89'],
  'zone-app-soft': ['#eef8f4', '#111917'],
  'zone-app-tile': ['#d5f1e7', '#17312c'],
  'zone-app-line': ['#c5ded5', '#223530'],
  'zone-app-text': ['#1a6455', '#8dd1bd'],
  'zone-data-soft': ['#f6f3fa', '#19151e'],
  'zone-data-tile': ['#efe5f8', '#342840'],
  'zone-data-line': ['#ded5e7', '#383042'],
  'zone-data-text': ['#6c4c8c', '#cdb5e8'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Colour = keyof typeof colours;
export type Theme = 'light' | 'dark';

export const colourIn = (theme: Theme, colour: Colour): string => colours[colour][theme === 'light' ? 0 : 1];
