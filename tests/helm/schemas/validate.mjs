// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// Holds Kubernetes objects against Kubernetes' own schemas, twice: as data (types, required fields,
// formats) and as typed literals (fields that nobody knows).
//
//   node validate.mjs FILE.json...   each file holds a list of objects
//
// Exit 1: something is wrong, and standard output says in which file and object.

import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const require = createRequire(import.meta.url);
const HERE = path.dirname(fileURLToPath(import.meta.url));

// Of the Prometheus operator: Kubernetes has no schemas of them.
const FOREIGN = new Set(["monitoring.coreos.com/v1"]);

function objectsIn(file) {
  const name = path.basename(file, ".json");
  return JSON.parse(fs.readFileSync(file, "utf8"))
    .filter((object) => !FOREIGN.has(object.apiVersion))
    .map((object) => ({ object, place: `${name}: ${object.kind} ${object.metadata.name}` }));
}

function dataFaults({ object, place }) {
  try {
    const { [object.kind]: Model } = require(`kubernetes-models/${object.apiVersion}`);
    if (!Model) return [`${place}: ${object.apiVersion} has no such kind`];
    new Model(object).validate();
    return [];
  } catch (error) {
    return [`${place}: ${error.message}`];
  }
}

// One literal on one line for each object: only where a literal is written does the compiler ask for
// unknown keys, and the line tells whose it is.
function literal({ object }, at) {
  const type = `import("kubernetes-models/${object.apiVersion}").I${object.kind}`;
  return `const object${at}: ${type} = ${JSON.stringify(object)};`;
}

function literalFaults(all) {
  // Beside the packages, where the compiler looks for their types.
  const folder = fs.mkdtempSync(path.join(HERE, "objects-"));
  const file = path.join(folder, "objects.ts");
  try {
    fs.writeFileSync(file, all.map(literal).join("\n") + "\nexport {};\n");
    const program = ts.createProgram([file], {
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      types: [],
      moduleResolution: ts.ModuleResolutionKind.Node10,
      module: ts.ModuleKind.CommonJS,
    });
    return ts.getPreEmitDiagnostics(program).map((one) => {
      const line = one.file ? one.file.getLineAndCharacterOfPosition(one.start).line : -1;
      const text = ts.flattenDiagnosticMessageText(one.messageText, " ");
      return `${all[line]?.place ?? "compiler"}: ${text}`;
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const all = process.argv.slice(2).flatMap(objectsIn);
const faults = [...all.flatMap(dataFaults), ...literalFaults(all)];
for (const fault of faults) console.log(fault);
console.log(`${all.length} objects were held against the schemas of Kubernetes`);
process.exit(faults.length > 0 ? 1 : 0);
