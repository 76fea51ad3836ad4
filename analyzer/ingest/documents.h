// Finds the documents in a text: one or many, alone or among what wrappers, loggers and terminals print
// around them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/bytes/lookahead.h"

namespace oneway {

// Takes a fixed prefix off each line that begins with it; digits in it stand for any digit (a time of day).
class PrefixedLines : public ByteSource {
 public:
  explicit PrefixedLines(Lookahead& below) : below_(below) {}
  // Reading goes on behind a prefix, in the middle of a line.
  void set_prefix(std::string prefix);
  std::size_t read(char* into, std::size_t size) override;

 private:
  Lookahead& below_;
  std::string prefix_;
  bool line_start_ = false;
};

class Documents {
 public:
  // Does not own `text`.
  explicit Documents(Lookahead& text) : text_(text), lines_(text) {}

  enum class Start : unsigned char { None, Object, Array };
  // Moves to where the next document begins. At the very start, and right behind a document, any JSON object
  // counts; in other text only one that opens with a key of a plan, state or log.
  Start next();
  // At least `size` bytes of the document, if there are as many, without reading them.
  std::string_view head(std::size_t size) { return text_.peek(size); }
  // Where to read the document.
  ByteSource& source() { return lines_; }
  // Gives back what was read past its end.
  void put_back(std::string_view unread) { text_.put_back(unread); }

  // What was skipped since this was last asked.
  std::vector<std::string> take_notes();
  // Bytes of text in front of the document that next() found.
  std::uint64_t offset() const { return text_.offset(); }
  // What the text seems to be when there was no document in it; "" if it had nothing but white space.
  struct Impression {
    std::string what, advice;
  };
  Impression impression() const;

 private:
  void skip_blank();
  void skip_line();
  bool skip_to_object_in_line();
  void look_at(std::string_view line);

  Lookahead& text_;
  PrefixedLines lines_;
  bool any_document_ = false, line_start_ = true;
  std::uint64_t nuls_ = 0, skipped_ = 0;
  bool error_box_ = false, human_plan_ = false, configuration_ = false, old_plan_ = false, binary_ = false,
       any_text_ = false;
};

}  // namespace oneway
