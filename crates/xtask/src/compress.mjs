// Prints the sizes of files, plain, gzip and brotli, as JSON; with --write it also leaves the
// compressed copies beside them. In Node because its zlib is there anyway and is fast; the same
// in Rust would be two more crates to compile before any command can start.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const write = process.argv.includes("--write");
const paths = process.argv.slice(2).filter((argument) => argument !== "--write");

function measure(path) {
  const bytes = readFileSync(path);
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  if (write) {
    writeFileSync(`${path}.gz`, gzip);
    writeFileSync(`${path}.br`, brotli);
  }
  return { raw: bytes.length, gzip: gzip.length, brotli: brotli.length };
}

console.log(JSON.stringify(paths.map(measure)));
