export { FilesPanel, type FilesPanelProps } from './files-panel';
export { Inspector, type InspectorGroup, type InspectorProps } from './inspector';
export { ProblemsList, type ListedProblem, type ProblemsListProps } from './problems-list';
