// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace bothends::bench {

/// What was wanted of a ratio.
struct Target
{
    enum class Is { AtLeast, AtMost };
    Is is = Is::AtLeast;
    double value = 1;
};

/// One line of the table: ours, what was measured beside it in the same run, and their ratio.
struct Row
{
    QString measure;
    QString ours;
    QString beside; ///< empty = the target is absolute
    double ratio = 0; ///< ours to what is beside it, or ours itself
    std::optional<Target> target; ///< none = to explain another row
};

/// Prints the row, with the head of the table before the first one.
void report(const Row &row);
/// A row that could not be measured, and why.
void reportMissing(const QString &measure, const QString &why);

/// A fixed piece of work of the processor and the kernel, done before each run of what is measured: how much
/// the machine varies by itself.
void sampleNoise();
/// One line, if anything was sampled.
void reportNoise();

double median(QList<double> values);
/// 1,234,567
QString grouped(double value);
/// `1,234/s`
QString perSecond(double value);
/// `812 MiB/s`
QString bytesPerSecond(double value);
/// The least and the largest, as a part of the median: `±3 %`
QString spread(const QList<double> &values);

} // namespace bothends::bench
