// Health check of a container: exits with 0 when the path answers with a 2xx status (`node docker/health.mjs /readiness`).
const { SUBGRAPH, SUBGRAPH_PORT, PORT } = process.env;
const port = SUBGRAPH ? SUBGRAPH_PORT || 4001 : PORT || 4000;
try {
  const response = await fetch(`http://127.0.0.1:${port}${process.argv[2]}`, {
    signal: AbortSignal.timeout(4_000),
  });
  console.log(response.status, await response.text());
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  console.log(error.cause?.message ?? error.message);
  process.exitCode = 1;
}
