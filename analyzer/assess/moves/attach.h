// Puts the answers about moves, names and imports where the reports look for them.
#pragma once
#include "assess/imports/imports.h"
#include "assess/moves/matcher.h"
#include "assess/names/name_use.h"

namespace oneway {

void attach(MoveAnswer moves, NameAnswer names, ImportAnswer imports, Assessment& assessment);

}  // namespace oneway
