// The program: parses the command line, runs one command, turns faults into messages and exit codes.
#pragma once

namespace oneway::cli {

int run_program(int argc, char** argv);

}  // namespace oneway::cli
