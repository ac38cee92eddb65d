export { codeName } from './expected.js';
export { PROBLEMS, problem, refusal } from './problems.js';
