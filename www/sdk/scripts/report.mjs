// The report of the public types, in etc/: written anew, or with --check only compared.
import { fileURLToPath } from "node:url";

import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";

const config = ExtractorConfig.loadFileAndPrepare(fileURLToPath(new URL("../api-extractor.json", import.meta.url)));
const check = process.argv.includes("--check");
let complaints = 0;
const { apiReportChanged } = Extractor.invoke(config, {
  localBuild: !check,
  messageCallback(message) {
    message.handled = true;
    // What differs is said below.
    if (message.messageId.startsWith("console-") || message.logLevel === "none") return;
    console.error(message.formatMessageWithLocation());
    complaints += 1;
  },
});
if (check && apiReportChanged) {
  console.error(`The public types are not those of ${config.reportFilePath}.`);
  console.error("If the change is meant: cargo xtask gen, and commit the report.");
}
process.exitCode = complaints > 0 || (check && apiReportChanged) ? 1 : 0;
