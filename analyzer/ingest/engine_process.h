// Asks the engine for the JSON of a binary plan file: `tofu show -json FILE` or `terraform show -json FILE`.
#pragma once
#include <memory>
#include <string>

#include "ingest/bytes/source.h"

namespace oneway {

struct ShownPlan {
  std::unique_ptr<ByteSource> json;  // reading past the end throws InputError if the engine failed
  std::string note;
};

// `engine`: auto (tofu, then terraform, whichever is on PATH and can read the file), none (refuses with the
// command to run), or the path of one. Throws InputError with what the engine said.
ShownPlan show_binary_plan(const std::string& path, const std::string& engine);

}  // namespace oneway
