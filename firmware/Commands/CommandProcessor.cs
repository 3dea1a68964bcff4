using System;
using Nanowire.WebSockets;

namespace Nanowire.Firmware
{
    /// <summary>
    /// Carries out what a page asks for: one flat JSON object a command (<see cref="CommandReader"/>), answered with a result or a
    /// clear error that bears the command's id. firmware/dashboard/README.md has the table of them.
    /// </summary>
    public sealed class CommandProcessor
    {
        /// <summary>The largest command in bytes.</summary>
        public const int MaxCommandSize = CommandParser.MaxCommandSize;

        private readonly DeviceApplication _application;
        private readonly Board _board;
        private readonly Authority _authority;
        private readonly SignIn _signIn;
        private readonly SettingsCommands _settings;
        private readonly CommandReader _command;
        private readonly CommandAnswer _answer;

        /// <summary>Commands to an application and its board.</summary>
        public CommandProcessor(DeviceApplication application, Board board, Authority authority, SignIn signIn, CommandAnswer answer)
        {
            _answer = answer;
            _application = application;
            _board = board;
            _authority = authority;
            _signIn = signIn;
            _settings = new SettingsCommands(application, authority, signIn);
            _command = new CommandReader(board);
        }

        /// <summary>Carries out a command and sends the answer.</summary>
        public void Process(WebSocket socket, byte[] buffer, int offset, int count)
        {
            string data = null;
            string error = _command.Read(buffer, offset, count) ?? Execute(socket, _command, out data);
            CommandKind kind = _command.Kind;
            int part = _command.Part;
            _command.Forget();
            if (error != null || !Tell(socket, kind, part))
            {
                _answer.Send(socket, _command.Id, error, data);
            }
        }

        private string Execute(WebSocket socket, CommandReader command, out string data)
        {
            data = null;
            switch (command.Kind)
            {
                case CommandKind.Set:
                case CommandKind.Interval:
                    return _authority.MayControl(socket) ?? Control(command);
                case CommandKind.Auth:
                    return command.Data == null ? "data is missing" : _signIn.Take(socket, command.Data, Environment.TickCount64, out data);
                case CommandKind.Setting:
                    return _settings.Change(socket, command);
                case CommandKind.Password:
                    return _settings.SetPassword(socket, command);
                case CommandKind.Restart:
                case CommandKind.FactoryReset:
                    return _settings.Restart(socket, command.Kind == CommandKind.FactoryReset);
                case CommandKind.Describe:
                    return command.Part == CommandParser.None ? "part is missing"
                        : command.Part >= _application.Description.PartCount ? "part: there are not so many" : null;
                default:
                    return null;
            }
        }

        /// <summary>Answers those that ask for more than a text.</summary>
        /// <returns>False for all others.</returns>
        private bool Tell(WebSocket socket, CommandKind kind, int part)
        {
            if (kind != CommandKind.Describe && kind != CommandKind.Status)
            {
                return false;
            }

            JsonWriter json = _answer.Begin(_command.Id, true);
            if (kind == CommandKind.Status)
            {
                _application.Health.WriteStatus(json, socket, _authority.MayChange(socket) == null);
            }
            else
            {
                json.Member("parts", _application.Description.PartCount);
                _application.Description.WriteMember(json, part);
            }

            if (!_answer.End(socket))
            {
                _answer.Send(socket, _command.Id, "longer than an answer", null);
            }

            return true;
        }

        private string Control(CommandReader command)
        {
            if (command.Kind == CommandKind.Interval)
            {
                if (command.IntervalMs == CommandReader.None)
                {
                    return "ms is missing";
                }

                _application.IntervalMs = command.IntervalMs;
                return null;
            }

            if (command.Output == CommandReader.None)
            {
                return "output is missing";
            }

            if (_board.Outputs[command.Output] is LevelOutput output)
            {
                string error = output.Read(command.Value, out int level);
                if (error == null)
                {
                    _application.SetLevel(command.Output, level);
                }

                return error;
            }

            if (command.IsOn == CommandReader.None)
            {
                return "on is missing";
            }

            _application.Switch(command.Output, command.IsOn == 1);
            return null;
        }
    }
}
