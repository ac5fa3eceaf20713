/**
 * An operator's console: a hidden Erlang node that evaluates expressions on the broker's nodes. It does what `rabbitmqctl eval`
 * does, in milliseconds instead of seconds, and being hidden it takes no part in the cluster.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * One request a line: number, node and expressions, separated by tabs; one answer a line: number and term. When the recorder is
 * gone, even by kill -9, its input ends: then it stops the broker's nodes and epmd, and itself.
 */
const loop = (epmdPid: number | undefined) => `
Loop = fun Loop() ->
  case io:get_line("") of
    eof ->
      [rpc:cast(Node, erlang, halt, []) || Node <- nodes(connected)],
      timer:sleep(500),
      os:cmd("kill ${epmdPid ?? ''}"),
      halt();
    Line ->
      [Id, Node, Code] = string:split(string:trim(Line), "\\t", all),
      spawn(fun() ->
        Answer = try
          {ok, Tokens, _} = erl_scan:string(Code),
          {ok, Expressions} = erl_parse:parse_exprs(Tokens),
          case rpc:call(list_to_atom(Node), erl_eval, exprs, [Expressions, []], 20000) of
            {value, Value, _} -> {ok, Value};
            Other -> {error, Other}
          end
        catch Class:Reason -> {error, {Class, Reason}} end,
        io:format("~s\\t~0p~n", [Id, Answer])
      end),
      Loop()
  end
end, Loop().`;

export interface ControlOptions {
  readonly nodeName: string;
  readonly cookie: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly epmdPid: number | undefined;
}

export class Control {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<string, (answer: string) => void>();
  #next = 0;

  constructor({ nodeName, cookie, environment, epmdPid }: ControlOptions) {
    const interfaceOnly = ['-kernel', 'inet_dist_use_interface', '{127,0,0,1}', '-start_epmd', 'false'];
    const identity = ['-hidden', '-sname', nodeName, '-setcookie', cookie];
    this.#process = spawn(
      'erl',
      ['-noshell', ...identity, ...interfaceOnly, '-eval', loop(epmdPid).replaceAll('\n', ' ')],
      {
        env: environment,
        stdio: ['pipe', 'pipe', 'ignore'],
        detached: true,
      },
    );
    this.#process.stdin?.on('error', () => undefined);
    if (this.#process.stdout)
      createInterface({ input: this.#process.stdout }).on('line', (line) => {
        const [id = '', answer = ''] = line.split('\t');
        this.#waiting.get(id)?.(answer);
        this.#waiting.delete(id);
      });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** The value as Erlang prints it; undefined when the node does not answer or the expression fails. */
  async evaluate(node: string, code: string): Promise<string | undefined> {
    const id = String((this.#next += 1));
    const answer = await new Promise<string>((resolve) => {
      const timer = setTimeout(() => resolve('{error,timeout}'), 25_000);
      this.#waiting.set(id, (text) => {
        clearTimeout(timer);
        resolve(text);
      });
      this.#process.stdin?.write(`${id}\t${node}\t${code}.\n`);
    });
    const value = /^\{ok,(.*)\}$/s.exec(answer)?.[1];
    if (value === undefined && process.env['CONFORMANCE_DEBUG']) console.error(node, code, answer);
    return value;
  }
}
