// `oneway release` in words, JSON, Markdown (the "Upgrading" section of release notes) and JUnit (one case a
// stack).
#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "model/release.h"
#include "report/report.h"

namespace oneway::report {

void write_release_text(const Release& r, const Options& options, std::ostream& out);
void write_release_markdown(const Release& r, const Options& options, std::ostream& out);
void write_release_junit(const Release& r, const Options& options, std::ostream& out);

// The changes of every stack as JSON, packed: they are written while a stack's Assessment is there, which is
// long before the document around them can be.
class PackedStacks {
 public:
  explicit PackedStacks(Options options) : options_(std::move(options)) {}
  void begin(std::size_t stacks) { packed_.resize(stacks); }
  // From any thread, once a stack.
  void add(std::size_t index, const ReleaseStack& stack, const Assessment& assessment);
  // "" where a stack was not judged.
  std::string unpacked(std::size_t index) const;

 private:
  struct Packed {
    std::string bytes;
    std::size_t size = 0;
  };
  Options options_;
  std::vector<Packed> packed_;
};

void write_release_json(const Release& r, const PackedStacks& stacks, const Options& options,
                        std::ostream& out);

}  // namespace oneway::report
