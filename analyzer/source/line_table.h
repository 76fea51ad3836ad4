// Turns byte offsets of a text into lines and columns.
#pragma once
#include <algorithm>
#include <string_view>
#include <vector>

#include "source/blocks.h"

namespace oneway {

class LineTable {
 public:
  explicit LineTable(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') starts_.push_back(i + 1);
  }

  std::size_t line(std::size_t offset) const {
    return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) -
                                    starts_.begin());
  }
  // Counts on from the place that was asked for last, so a long line costs no more than its length.
  Place place(std::size_t offset) {
    const std::size_t at = line(offset);
    if (at != last_.line || offset < last_offset_) last_ = {at, 1}, last_offset_ = starts_[at - 1];
    const auto begins_code_point = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    const std::string_view between = text_.substr(last_offset_, offset - last_offset_);
    last_.column +=
        static_cast<std::size_t>(std::count_if(between.begin(), between.end(), begins_code_point));
    last_offset_ = offset;
    return last_;
  }
  // Is there only white space in `text` from `from` to `to`?
  bool blank(std::size_t from, std::size_t to) const {
    return text_.substr(from, to - from).find_first_not_of(" \t\r\n") == std::string_view::npos;
  }
  std::size_t line_start(std::size_t offset) const { return starts_[line(offset) - 1]; }
  std::size_t line_end(std::size_t offset) const {
    const std::size_t at = line(offset);
    return at == starts_.size() ? text_.size() : starts_[at] - 1;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_{0};
  Place last_;
  std::size_t last_offset_ = 0;
};

}  // namespace oneway
