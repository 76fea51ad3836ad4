// A page of documentation as a story that can be executed: README.md and docs/.
//
//   ```hcl main.tf     a block with a file name is written to that file
//   ```sh              is run; it must end with exit code 0
//   ```sh exit=1       is run; it must end with this code
//   ```sh needs=tool   is run where `tool` is on PATH; elsewhere the rest of the page is left out
//   ```sh elsewhere    is not run here: its commands stand in a list that says what tests them
//   ```text            behind a `sh` block: what that block prints
//   <!-- made by: COMMAND --> ... <!-- end -->   is what COMMAND prints
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace oneway::docs {

struct Step {
  enum class Kind { File, Run, Elsewhere, Output, Made };
  Kind kind = Kind::Run;
  int line = 0;                       // from 1, where the block begins
  std::string word;                   // File: its name; Made: the command
  int exit = 0;                       // Run
  std::string needs;                  // Run
  std::string text;                   // without the fences
  std::size_t begin = 0, length = 0;  // of `text` in the page
};

// The steps of a page. Throws std::runtime_error for a fence or a generated part that does not end.
std::vector<Step> steps_of(const std::string& page);

// The page with what `outputs` says instead of the texts of these steps; in the order of the page.
std::string with_outputs(const std::string& page, const std::vector<std::pair<Step, std::string>>& outputs);

// README.md, CONTRIBUTING.md and docs/**/*.md, relative to the source tree, sorted.
std::vector<std::string> all_pages();

// What lies outside code blocks: where prose, tables and links stand.
std::string prose_of(const std::string& page);

}  // namespace oneway::docs
