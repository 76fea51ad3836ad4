// Documents of the engine that are kept under fixtures/, so that unit tests need no engine.
#pragma once
#include <filesystem>
#include <string>

namespace simcloud {

// Writes fixtures/`file` again where ONEWAY_CAPTURE is set, as scripts/fixtures does; else the test fails
// when the engine, in the version that made the file, does not make it alike. Ids of a run and times are
// replaced by fixed ones.
void keep_or_compare(const std::filesystem::path& file, const std::string& document);
bool capturing();

}  // namespace simcloud
