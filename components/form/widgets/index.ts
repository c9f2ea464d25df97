import type { ComponentType } from 'react';
import type { Field } from '@/lib/kit/fields';
import { ListWidget } from './list';
import { LinesWidget } from './lines';
import { LongTextWidget } from './long-text';
import { ManyWidget } from './many';
import { NumberWidget } from './number';
import { SegmentedWidget } from './segmented';
import { SelectWidget } from './select';
import { SwitchWidget } from './switch';
import { TextWidget } from './text';
import type { WidgetProps } from './widget';

export type { Phase, WidgetProps } from './widget';

/** Up to four short choices are all shown; more go into a list. */
function isShort(choices: Field['choices'] = []): boolean {
  return choices.length > 1 && choices.length <= 4 && choices.reduce((sum, { label }) => sum + label.length, 0) <= 42;
}

const LONG = 72;

export function widgetFor(field: Field): ComponentType<WidgetProps> {
  switch (field.widget) {
    case 'number':
      return NumberWidget;
    case 'switch':
      return SwitchWidget;
    case 'segmented':
      return SegmentedWidget;
    case 'select':
      return isShort(field.choices) ? SegmentedWidget : SelectWidget;
    case 'list':
      return field.choices ? ManyWidget : ListWidget;
    case 'lines':
      return LinesWidget;
    case 'text':
      return typeof field.default === 'string' && field.default.length > LONG ? LongTextWidget : TextWidget;
  }
}

/** Whether a `<label for>` reaches the widget; groups are named by `aria-labelledby`. */
export function hasOneControl(field: Field): boolean {
  const widget = widgetFor(field);
  return widget !== SegmentedWidget && widget !== ManyWidget;
}
