// The home of what is said when a command was typed wrongly.

import type { CommanderError } from 'commander';

/** @returns a sentence with the way out; empty when help was asked for and has been printed. */
export function describeUsageError({ code, message, exitCode }: CommanderError): string {
  const [, name = ''] = /'([^']*)'/.exec(message) ?? [];
  const hint = '，后面加 --help 看用法';
  switch (code) {
    case 'commander.unknownOption':
      return `不认识选项“${name}”${hint}`;
    case 'commander.unknownCommand':
      return `没有“${name}”这个命令${hint}`;
    case 'commander.missingArgument':
      return `还要写明 ${name}${hint}`;
    case 'commander.optionMissingArgument':
      return `选项“${name}”后面要写内容${hint}`;
    case 'commander.excessArguments':
      return `多写了内容：带空格的标题或问题要用引号括起来${hint}`;
    case 'commander.missingMandatoryOptionValue':
      return `还要写明 ${name.replace(/ .*/, '')}${hint}`;
    case 'commander.invalidArgument': {
      const [, choices] = /Allowed choices are (.*)\.$/.exec(message) ?? [];
      if (!choices) return message;
      return `${name.replace(/ .*/, '')} 后面只能写 ${choices.replaceAll(', ', '、')}${hint}`;
    }
    default:
      return exitCode === 0 || code === 'commander.help' ? '' : message;
  }
}
