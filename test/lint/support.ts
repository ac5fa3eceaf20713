/** Lints a sample as if it stood at `path`, with the project's own configuration. */
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../../', import.meta.url)) });

/** What the linter says: `rule: message`, in order. A sample that does not parse is an error of the test. */
export async function lint(path: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath: path });
  if (result === undefined) throw new Error(`${path} is ignored by the linter`);
  return result.messages.map((message) => {
    if (message.fatal === true) throw new Error(`${path} does not parse: ${message.message}`);
    return `${message.ruleId}: ${message.message}`;
  });
}

/** The names of the rules that speak, each once. */
export async function rulesThatSpeak(path: string, code: string): Promise<readonly string[]> {
  const said = await lint(path, code);
  return [...new Set(said.map((line) => line.split(': ')[0] ?? ''))];
}
