import { memo } from 'react';
import { widgetFor, type WidgetProps } from './widgets';

/** The control for a field, without its label. */
export const Control = memo(function Control(props: WidgetProps) {
  const Widget = widgetFor(props.field);
  return <Widget {...props} />;
});
