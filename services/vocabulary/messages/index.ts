export { PROBLEMS, problem, refusal } from './problems.js';
