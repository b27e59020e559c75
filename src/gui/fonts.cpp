// SPDX-License-Identifier: MIT
#include "gui/fonts.h"

#include <QFontDatabase>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace bothends {

QFont scaledFont(const QFont &font, qreal factor)
{
    QFont scaled = font;
    if (font.pointSizeF() > 0)
        scaled.setPointSizeF(font.pointSizeF() * factor);
    else
        scaled.setPixelSize(qMax(1, qRound(font.pixelSize() * factor)));
    return scaled;
}

QFont fixedPitchFont(const QFont &like, qreal factor)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setFamilies({fixed.family(), u"Noto Sans Mono CJK SC"_s});
    if (like.pointSizeF() > 0)
        fixed.setPointSizeF(like.pointSizeF() * factor);
    else
        fixed.setPixelSize(qMax(1, qRound(like.pixelSize() * factor)));
    return fixed;
}

} // namespace bothends
