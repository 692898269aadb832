export { ANY, matchGlob, ONE, type GlobToken } from '../../iam/glob';
export { isVariable, parseTemplate, resolveVariable, type Template, type Variable } from '../../iam/variables';
