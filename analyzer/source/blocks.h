// Where the blocks of one configuration file stand, and the comments in it.
//
// Not a parser of the language: a locator that knows what may hide a brace (strings, template interpolations,
// heredocs, comments) and nothing else. It reads any bytes, never throws, needs O(file) time and memory, and
// gives up at 1,000 open brackets with the blocks found so far.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oneway {

struct Place {
  std::size_t line = 1, column = 1;  // columns count code points
};

struct Block {
  std::string kind;                 // "resource", "module", "moved", ...
  std::vector<std::string> labels;  // type and name of a resource
  Place begin, end;                 // end: behind the closing brace
};

struct Comment {
  std::string text;  // without its marks
  std::size_t first_line = 1, last_line = 1;
  bool alone = false;  // nothing but the comment stands on its lines
};

struct BlockList {
  std::vector<Block> blocks;
  std::vector<Comment> comments;
};

// .tf and .tofu
BlockList read_hcl_blocks(std::string_view text);
// .tf.json and .tofu.json; a "//" member of a block is its comment.
BlockList read_json_blocks(std::string_view text);

}  // namespace oneway
