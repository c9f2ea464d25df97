export { Control } from './control';
export { finishTyping } from './finish-typing';
export { focusField } from './focus-field';
export { defaultText, isChanged, isVisible, sectionsOf, valueOf, type FormSection, type Values } from './form-model';
export { SchemaForm, type SchemaFormProps } from './schema-form';
export { SecretField, type SecretFieldProps } from './secret-field';
export { Section, type SectionProps } from './section';
export { hasOneControl, type Phase, type WidgetProps } from './widgets';
