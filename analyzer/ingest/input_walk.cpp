#include "ingest/input_walk.h"

#include <unistd.h>

#include "ingest/bytes/decoded.h"
#include "model/secret.h"

namespace oneway {
namespace {

std::unique_ptr<ByteSource> open_input(const std::string& path) {
  return path == "-" ? descriptor_source(STDIN_FILENO, "standard input") : file_source(path);
}

void drain(ByteSource& source) {
  std::vector<char> piece(256 * 1024);
  while (source.read(piece.data(), piece.size()) != 0) {
  }
}

[[noreturn]] void refuse_without_document(const Documents& documents) {
  const Documents::Impression impression = documents.impression();
  if (!impression.what.empty()) throw InputError(impression.what, impression.advice);
  throw InputError(
      "the input is empty",
      "`show -json` printed nothing, or printed an error on standard error: look at the step that made it");
}

}  // namespace

std::vector<InputInfo> InputWalk::read() {
  const std::unique_ptr<ByteSource> raw = open_input(path_);
  MeteredSource metered(*raw, options_.digest);
  DecodedSource decoded(metered);
  notes_ = decoded.notes();
  if (decoded.text().peek(4).starts_with("PK\x03\x04")) {
    if (options_.digest) drain(metered);
    read_binary(path_ != "-" && !decoded.compressed());
  } else {
    read_documents(decoded.text());
  }
  const std::string sum = metered.sha256();
  for (InputInfo& info : infos_) {
    info.sha256 = sum;
    info.bytes = metered.bytes();
  }
  return std::move(infos_);
}

void InputWalk::read_documents(Lookahead& text) {
  Documents documents(text);
  while (true) {
    const Documents::Start start = documents.next();
    if (start == Documents::Start::None) break;
    base_ = documents.offset();
    try {
      read_document(documents, start);
    } catch (const InputError& e) {
      if (!e.byte_offset()) throw;
      throw InputError(e.what(), e.advice(), base_ + *e.byte_offset(), e.json_path());
    }
  }
  if (infos_.empty()) refuse_without_document(documents);
  for (std::string& note : documents.take_notes()) infos_.back().notes.push_back(std::move(note));
}

void InputWalk::begin_info(Documents& documents, InputKind kind) {
  InputInfo info;
  info.path = without_secrets(path_);
  info.kind = kind;
  info.notes = notes_;
  for (std::string& sentence : documents.take_notes()) info.notes.push_back(std::move(sentence));
  infos_.push_back(std::move(info));
}

}  // namespace oneway
