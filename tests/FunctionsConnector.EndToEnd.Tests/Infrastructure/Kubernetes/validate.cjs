// Reads a JSON array of manifests from a file and writes a JSON array of what is wrong with them: what the schemas of Kubernetes and KEDA
// say of their values, and what the types made from the same schemas say of names they do not know.
const fs = require('fs');
const path = require('path');
const ts = require('typescript');

const manifests = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const models = manifests.map(({ apiVersion, kind }) => {
  const root = apiVersion.startsWith('keda.sh/') ? '@kubernetes-models/keda' : 'kubernetes-models';
  return { module: `${root}/${apiVersion}/${kind}`, kind };
});

const source = path.join(__dirname, `manifests-${process.pid}.ts`);
const text = manifests
  .map((manifest, index) => `import type { I${models[index].kind} as M${index} } from '${models[index].module}';\nexport const m${index}: M${index} = ${JSON.stringify(manifest, null, 1)};`)
  .join('\n');
const options = { strict: true, noEmit: true, types: [], module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, ignoreDeprecations: '5.0', skipLibCheck: true };
const host = ts.createCompilerHost(options);
const read = host.getSourceFile;
host.getSourceFile = (name, ...others) => (name === source ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2020) : read(name, ...others));
const program = ts.createProgram([source], options, host);
const problems = ts.getPreEmitDiagnostics(program).map((problem) => {
  const line = problem.file === undefined ? '' : problem.file.text.split('\n')[problem.file.getLineAndCharacterOfPosition(problem.start).line].trim();
  return `${ts.flattenDiagnosticMessageText(problem.messageText, ' ')} ${line}`;
});

manifests.forEach((manifest, index) => {
  const Model = require(models[index].module)[models[index].kind];
  try {
    new Model(manifest).validate();
  } catch (error) {
    problems.push(`${manifest.kind} ${manifest.metadata.name}: ${error.message}`);
  }
});

process.stdout.write(JSON.stringify(problems));
