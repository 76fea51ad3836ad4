// The way from a path to its documents, the same for plans, logs and states: open, measure, decode, find each
// document.
#pragma once
#include <string>
#include <vector>

#include "ingest/bytes/digest.h"
#include "ingest/documents.h"
#include "ingest/input.h"

namespace oneway {

class InputWalk {
 public:
  InputWalk(const std::string& path, const InputOptions& options) : path_(path), options_(options) {}
  virtual ~InputWalk() = default;
  // Reads all of it; describes each document.
  std::vector<InputInfo> read();

 protected:
  // Reads the document that begins at `documents`, with a begin_info() for each it finds there.
  virtual void read_document(Documents& documents, Documents::Start start) = 0;
  // The input is a binary plan file; `seekable` if it is a plain file that an engine could be shown.
  virtual void read_binary(bool seekable) = 0;

  void read_documents(Lookahead& text);
  void begin_info(Documents& documents, InputKind kind);
  InputInfo& info() { return infos_.back(); }
  std::size_t document_index() const { return infos_.size() - 1; }
  void note(std::string sentence) { notes_.push_back(std::move(sentence)); }  // about the whole input
  // Byte offsets of faults count from here.
  void set_base(std::uint64_t offset) { base_ = offset; }
  const std::string& path() const { return path_; }
  const InputOptions& options() const { return options_; }

 private:
  const std::string& path_;
  const InputOptions& options_;
  std::vector<std::string> notes_;
  std::vector<InputInfo> infos_;
  std::uint64_t base_ = 0;
};

}  // namespace oneway
