export { AuditPane } from './audit-pane';
