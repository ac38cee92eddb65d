// Relay without React: relay-compiler makes artifacts of the schema and of relay/page.js; relay-runtime executes them, and
// pages through lists as usePaginationFragment does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createClient } from 'graphql-sse';
import relay from 'relay-runtime';
import { here, input, print } from './program.mjs';

const { Environment, Network, Observable, RecordSource, Store } = relay;
const require = createRequire(import.meta.url);
const artifacts = here('relay/artifacts/');

/** What Relay complains about, such as records that two types share. */
const warnings = [];
console.error = (...message) => warnings.push(message.join(' '));

/** Compiles relay/page.js. @throws with what the compiler says */
function compile() {
  rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(artifacts);
  writeFileSync(`${artifacts}package.json`, '{ "type": "commonjs" }');
  const options = ['--noWatchman', '--output', 'quiet-with-errors', 'relay.config.json'];
  execFileSync(process.execPath, [require.resolve('relay-compiler/cli.js'), ...options], {
    cwd: here('relay'),
  });
}

async function post({ text: query }, variables) {
  const response = await fetch(input.graph, {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const events = createClient({ url: input.graph, retryAttempts: 0 });
const subscribe = ({ text: query }, variables) =>
  Observable.create((sink) => events.subscribe({ query, variables }, sink));

const artifact = (name) => require(`${artifacts}${name}.graphql.js`);
const newEnvironment = () =>
  new Environment({ network: Network.create(post, subscribe), store: new Store(new RecordSource()) });

/** Executes a query, keeps what it read, and returns the data that the query itself sees: references to fragments. */
async function execute(environment, name, variables) {
  const query = relay.getRequest(artifact(name));
  await relay.fetchQuery(environment, query, variables).toPromise();
  const operation = relay.createOperationDescriptor(query, variables);
  environment.retain(operation);
  return environment.lookup(operation.fragment).data;
}

/** What a component with this fragment sees. */
const read = (environment, name, reference) =>
  environment.lookup(relay.getSelector(relay.getFragment(artifact(name)), reference)).data;

/** Loads another page of the list in a fragment, as loadNext and loadPrevious of usePaginationFragment do. */
async function loadPage(environment, name, reference, direction, count) {
  const fragment = relay.getFragment(artifact(name));
  const selector = relay.getSelector(fragment, reference);
  const { connectionPathInFragmentData, identifierField, paginationRequest, paginationMetadata } =
    relay.getPaginationMetadata(fragment, name);
  const data = read(environment, name, reference);
  const { pageInfo } = relay.getValueAtPath(data, connectionPathInFragmentData);
  const cursor = direction === 'forward' ? pageInfo.endCursor : pageInfo.startCursor;
  const base = { ...selector.owner.variables, ...selector.variables };
  const variables = relay.getPaginationVariables(direction, count, cursor, base, {}, paginationMetadata);
  if (identifierField) variables.id = data[identifierField];
  await relay.fetchQuery(environment, paginationRequest, variables).toPromise();
}

/** Two pages of a list of the graph, with what the component of each item sees. */
async function list() {
  const environment = newEnvironment();
  const variables = { count: 4, filter: { kind: { in: ['REGION'] } } };
  const reference = await execute(environment, 'pageListQuery', variables);
  const first = read(environment, 'page_list', reference).authorities;
  await loadPage(environment, 'page_list', reference, 'forward', 3);
  const { totalCount, edges, pageInfo } = read(environment, 'page_list', reference).authorities;
  return {
    first: first.edges.length,
    hasNextPage: pageInfo.hasNextPage,
    totalCount,
    nodes: edges.map(({ node }) => ({ id: node.id, ...read(environment, 'page_name', node) })),
  };
}

/** Pages of a list of an authority, from the middle: one in each direction. */
async function partnerships() {
  const environment = newEnvironment();
  const variables = { id: input.authority, first: 2, after: input.cursor };
  const { authority } = await execute(environment, 'pageAuthorityQuery', variables);
  await loadPage(environment, 'page_partnerships', authority, 'forward', 2);
  await loadPage(environment, 'page_partnerships', authority, 'backward', 1);
  return {
    ...read(environment, 'page_name', authority),
    nodes: read(environment, 'page_partnerships', authority).partnerships.edges.map(({ node }) => node),
  };
}

/** Two events by server-sent events, and what the store then has of what they told of. */
async function subscription() {
  const environment = newEnvironment();
  const results = [];
  await new Promise((resolve, reject) => {
    const { dispose } = relay.requestSubscription(environment, {
      subscription: artifact('pageRequestsSubscription'),
      variables: { after: input.after },
      onNext: ({ cooperationRequestChanged }) => {
        results.push(cooperationRequestChanged);
        if (results.length === 2) resolve(dispose());
      },
      onError: reject,
    });
  });
  const record = environment.getStore().getSource().get(results[0].entityId);
  return { results, stored: record.__typename };
}

compile();
print({
  list: await list(),
  partnerships: await partnerships(),
  subscription: input.after ? await subscription() : {},
  warnings,
});
