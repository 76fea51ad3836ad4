#include "cli/app.h"

int main(int argc, char** argv) {
  return oneway::cli::run_program(argc, argv);
}
